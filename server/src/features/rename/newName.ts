import { labelValueFault, objectNameFault } from '../../analysis/schema/names';
import { t } from '../../base/l10n';
import type { DeclarationCategory } from '../../model/references';
import { describeManifest } from '../../repository/manifest';
import type { RepositoryView } from '../../repository/view';
import type { RenamedManifest } from './collect';
import type { RenameTarget } from './renameTarget';

/** Why something cannot be called so, as a sentence; undefined where it can. */
export function refuseNewName({ manifest, declaration }: RenameTarget, to: string): string | undefined {
  const what = declaration ? CATEGORIES[declaration.category] : FOR_MANIFESTS;
  if (to === '') return t`${what.words()} needs a name.`;
  const fault = what.fault(to);
  if (fault !== undefined) return t`"${to}" is no name for ${what.words()}: it must ${fault}.`;
  const isTaken = manifest.declarations.some(
    (other) => other.category === declaration?.category && other.name === to && other !== declaration,
  );
  return isTaken ? t`${describeManifest(manifest)} declares "${to}" already. Choose another name.` : undefined;
}

/** Why manifests cannot have their new names: another one has it. */
export function refuseCollision(view: RepositoryView, renamed: readonly RenamedManifest[]): string | undefined {
  const leaving = new Set(renamed.map(({ manifest }) => manifest));
  const coming = new Set<string>();
  for (const [i, { manifest, to }] of renamed.entries()) {
    const kind = manifest.kind.kind;
    const other = view.all(kind, manifest.inNamespace, to).find((found) => !leaving.has(found));
    if (other)
      return i === 0
        ? t`${kind} "${to}" exists already, in ${other.file}. Choose another name.`
        : t`${kind} "${to}" exists already, in ${other.file}. ${describeManifest(manifest)} would become that as well. Choose another name.`;
    const key = `${kind}/${manifest.inNamespace ?? ''}/${to}`;
    if (coming.has(key)) return t`Two manifests would become ${kind} "${to}". Choose another name.`;
    coming.add(key);
    const fault = objectNameFault(to);
    if (fault !== undefined)
      return t`${describeManifest(manifest)} would become "${to}", and a name must ${fault}. Choose another name.`;
  }
  return undefined;
}

interface Naming {
  readonly words: () => string;
  readonly fault: (name: string) => string | undefined;
}

const FOR_MANIFESTS: Naming = { words: () => t`a manifest`, fault: objectNameFault };

const CATEGORIES: Readonly<Record<DeclarationCategory, Naming>> = {
  endpoint: { words: () => t`an endpoint`, fault: labelValueFault },
  'trait-instance': { words: () => t`a trait instance`, fault: labelValueFault },
  'addon-instance': { words: () => t`an addon's instance`, fault: labelValueFault },
  output: { words: () => t`an output`, fault: labelValueFault },
  'secret-key': { words: () => t`a secret's key`, fault: secretKeyFault },
  variable: { words: () => t`a variable`, fault: variableFault },
  'mounted-file': { words: () => t`a file`, fault: secretKeyFault },
  'held-trait': { words: () => t`a trait`, fault: objectNameFault },
};

function variableFault(name: string): string | undefined {
  return /^[A-Za-z_.-][A-Za-z0-9_.-]*$/.test(name)
    ? undefined
    : t`consist of letters, digits, "-", "_" and ".", and begin with no digit`;
}

function secretKeyFault(key: string): string | undefined {
  if (key.length > 253) return t`have at most 253 characters`;
  return /^[-._a-zA-Z0-9]+$/.test(key) ? undefined : t`consist of letters, digits, "-", "_" and "."`;
}
