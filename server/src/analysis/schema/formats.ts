import { isCidr, isHostname, isIpv4, isIpv6, isMac } from './formatsNetwork';
import { isDate, isDateTime, isDuration } from './formatsTime';
import { isRequestUri } from './formatsUri';
import { isLongName, isShortName } from './names';

/**
 * The formats that Kubernetes checks on texts, each as lenient or strict as the Go function behind it. Names are compared
 * without `-`. Any other format is ignored, as are all formats on values that are neither texts nor numbers.
 * Source: apiextensions-apiserver `formats.go`, kube-openapi `strfmt`.
 */
const TEXT_FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  bsonobjectid: (text) => /^[0-9a-fA-F]{24}$/.test(text),
  byte: (text) => /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/.test(text),
  cidr: isCidr,
  creditcard: isCreditCard,
  date: isDate,
  datetime: isDateTime,
  duration: isDuration,
  email: isEmail,
  hexcolor: (text) => /^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/.test(text),
  hostname: isHostname,
  ipv4: isIpv4,
  ipv6: isIpv6,
  isbn: (text) => isIsbn10(text) || isIsbn13(text),
  isbn10: isIsbn10,
  isbn13: isIsbn13,
  k8slongname: isLongName,
  k8sshortname: isShortName,
  mac: isMac,
  password: () => true,
  rgbcolor: isRgbColor,
  ssn: (text) => /^\d{3}[- ]?\d{2}[- ]?\d{4}$/.test(text),
  uri: isRequestUri,
  uuid: (text) => /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(text),
  uuid3: (text) => /^[0-9a-f]{8}-?[0-9a-f]{4}-?3[0-9a-f]{3}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(text),
  uuid4: (text) => /^[0-9a-f]{8}-?[0-9a-f]{4}-?4[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$/i.test(text),
  uuid5: (text) => /^[0-9a-f]{8}-?[0-9a-f]{4}-?5[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$/i.test(text),
};

function textFormat(format: string): ((text: string) => boolean) | undefined {
  const name = format.replaceAll('-', '');
  return Object.hasOwn(TEXT_FORMATS, name) ? TEXT_FORMATS[name] : undefined;
}

/** Whether a format means anything for texts where the schema asks for these types (none, or `string`). */
export function isKnownFormat(format: string, types: readonly string[]): boolean {
  const forText = types.length === 0 || (types.length === 1 && types[0] === 'string');
  return forText && textFormat(format) !== undefined;
}

/** Whether a text has a known format; true for a format that nobody checks. */
export function hasFormat(format: string, text: string): boolean {
  return textFormat(format)?.(text) ?? true;
}

/** An address as Go's mail parser takes it: `a@b`, or a display name before `<a@b>`. */
function isEmail(text: string): boolean {
  const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\u0080-\\u{10ffff}-]+";
  const quoted = '"(?:[^"\\\\\\r\\n]|\\\\.)*"';
  const dotted = `${atom}(?:\\.${atom})*`;
  const address = `(?:${dotted}|${quoted})@(?:${dotted}|\\[[^\\[\\]]*\\])`;
  const phrase = `(?:(?:${dotted}|${quoted})[ \\t]*)*`;
  return new RegExp(`^[ \\t]*(?:${address}|${phrase}<${address}>)[ \\t]*$`, 'u').test(text);
}

function isCreditCard(text: string): boolean {
  const digits = text.replace(/[^0-9]+/g, '');
  const known =
    /^(?:4\d{12}(?:\d{3})?|5[1-5]\d{14}|(?:222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}|6(?:011|5\d\d)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|(?:2131|1800|35\d{3})\d{11}|62\d{14,17})$/;
  if (!known.test(digits)) return false;
  let sum = 0;
  [...digits].reverse().forEach((digit, i) => {
    const doubled = i % 2 === 1 ? Number(digit) * 2 : Number(digit);
    sum += doubled > 9 ? doubled - 9 : doubled;
  });
  return sum % 10 === 0;
}

function isIsbn10(text: string): boolean {
  const digits = text.replace(/[\s-]+/g, '');
  if (!/^\d{9}[0-9X]$/.test(digits)) return false;
  const sum = [...digits].reduce((total, digit, i) => total + (10 - i) * (digit === 'X' ? 10 : Number(digit)), 0);
  return sum % 11 === 0;
}

function isIsbn13(text: string): boolean {
  const digits = text.replace(/[\s-]+/g, '');
  if (!/^\d{13}$/.test(digits)) return false;
  return [...digits].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0) % 10 === 0;
}

function isRgbColor(text: string): boolean {
  const part = '\\s*(0|[1-9]\\d?|1\\d\\d?|2[0-4]\\d|25[0-5])\\s*';
  return new RegExp(`^rgb\\(${part},${part},${part}\\)$`).test(text);
}
