/** An IPv4 address in four decimal parts without leading zeros. An IPv6 address that ends in one counts too, as in Go. */
export function isIpv4(text: string): boolean {
  return text.includes('.') && (isDottedQuad(text) || isIpv6Text(text));
}

export function isIpv6(text: string): boolean {
  return text.includes(':') && isIpv6Text(text);
}

/** An address and the length of its prefix: `10.0.0.0/8`. */
export function isCidr(text: string): boolean {
  const match = /^([^/]*)\/(\d{1,3})$/.exec(text);
  if (!match) return false;
  const [, address, length] = match;
  const most = isDottedQuad(address!) ? 32 : isIpv6Text(address!) ? 128 : -1;
  return Number(length) <= most && String(Number(length)) === length;
}

/** A hardware address of 6, 8 or 20 bytes: pairs of hex digits with `:` or `-`, or groups of four with `.`. */
export function isMac(text: string): boolean {
  const pairs = (count: number) =>
    new RegExp(`^[0-9a-fA-F]{2}(?:([:-])[0-9a-fA-F]{2})(?:\\1[0-9a-fA-F]{2}){${count - 2}}$`).test(text);
  const groups = (count: number) => new RegExp(`^[0-9a-fA-F]{4}(?:\\.[0-9a-fA-F]{4}){${count - 1}}$`).test(text);
  return [6, 8, 20].some((bytes) => pairs(bytes) || groups(bytes / 2));
}

/** Labels of letters, digits, symbols and inner hyphens, at most 63 bytes each and 255 together. */
export function isHostname(text: string): boolean {
  const word = 'a-zA-Z0-9\\p{S}\\p{L}';
  const single = `[${word}](?:-?[${word}]{0,62})?`;
  const label = `[${word}](?:[${word}-]{0,61}[${word}])?`;
  const last = `[${word}](?:-?[${word}]){1,62}`;
  if (!new RegExp(`^(?:${single}|(?:${label}\\.)+${last})$`, 'u').test(text)) return false;
  const bytes = (part: string) => new TextEncoder().encode(part).length;
  return bytes(text) <= 255 && text.split('.').every((part) => bytes(part) <= 63);
}

function isDottedQuad(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

function isIpv6Text(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2 || !text.includes(':')) return false;
  let groups = 0;
  for (const [i, half] of halves.entries()) {
    if (half === '') continue;
    const parts = half.split(':');
    for (const [j, part] of parts.entries()) {
      const isLast = i === halves.length - 1 && j === parts.length - 1;
      if (isLast && part.includes('.')) {
        if (!isDottedQuad(part)) return false;
        groups += 2;
      } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups++;
      else return false;
    }
  }
  return halves.length === 2 ? groups < 8 : groups === 8;
}
