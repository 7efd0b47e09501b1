import { t } from '../../base/l10n';

/** The rules for names in Kubernetes. Each function says what is wrong, in words that fit after "must"; undefined if nothing is. */
const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

export function isShortName(text: string): boolean {
  return text.length <= 63 && LABEL.test(text);
}

export function isLongName(text: string): boolean {
  return text.length <= 253 && SUBDOMAIN.test(text);
}

/** `metadata.name`: a DNS subdomain (RFC 1123). */
export function objectNameFault(name: string): string | undefined {
  if (name.length > 253) return t`have at most 253 characters`;
  return SUBDOMAIN.test(name)
    ? undefined
    : t`consist of lower-case letters, digits, "-" and ".", and start and end with a letter or digit`;
}

/** `metadata.generateName`: as a name, but a hyphen may end it. */
export function namePrefixFault(prefix: string): string | undefined {
  return objectNameFault(prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix);
}

/** `metadata.namespace`: a DNS label. */
export function namespaceFault(name: string): string | undefined {
  if (name.length > 63) return t`have at most 63 characters`;
  return LABEL.test(name)
    ? undefined
    : t`consist of lower-case letters, digits and "-", and start and end with a letter or digit`;
}

/** Keys of labels and annotations, names of finalizers: `name` or `prefix/name`. */
export function qualifiedNameFault(key: string): string | undefined {
  const parts = key.split('/');
  if (parts.length > 2) return t`be a name or a prefix, "/" and a name`;
  const [prefix, name] = parts.length === 2 ? (parts as [string, string]) : [undefined, parts[0]!];
  if (prefix === '') return t`have a prefix before "/"`;
  if (prefix !== undefined && objectNameFault(prefix))
    return t`have a prefix of lower-case letters, digits, "-" and "." before "/"`;
  if (name === '') return t`not be empty`;
  if (name.length > 63) return t`have at most 63 characters after the prefix`;
  return QUALIFIED.test(name)
    ? undefined
    : t`consist of letters, digits, "-", "_" and ".", and start and end with a letter or digit`;
}

export function labelValueFault(value: string): string | undefined {
  if (value.length > 63) return t`have at most 63 characters`;
  return value === '' || QUALIFIED.test(value)
    ? undefined
    : t`consist of letters, digits, "-", "_" and ".", and start and end with a letter or digit`;
}
