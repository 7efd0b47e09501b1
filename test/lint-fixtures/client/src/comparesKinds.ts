export const isBinding = (kind: string): boolean => kind === 'ReleasePin';
