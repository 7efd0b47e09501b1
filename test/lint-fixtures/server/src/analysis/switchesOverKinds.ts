export function isBinding(kind: string): boolean {
  switch (kind) {
    case 'ReleaseBinding':
      return true;
    default:
      return false;
  }
}
