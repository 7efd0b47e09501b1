import { manifestOfOwner, ownerOf } from '../../analysis/owners';
import { resolve, type Resolution } from '../../analysis/resolve';
import { t } from '../../base/l10n';
import { fail, ok, type Result } from '../../base/result';
import type { Span } from '../../base/span';
import type { Declaration, Reference } from '../../model/manifest';
import { familyOfRelease } from '../../model/releaseFamilies';
import { describeManifest, type Manifest } from '../../repository/manifest';
import type { Repository } from '../../repository/repository';
import { pathAt } from '../../yaml/locate';
import { readYaml } from '../../yaml/read';
import { symbolAt, type SymbolAt } from '../symbolAt';
import { isFrozen } from './frozen';

/** What is to be renamed: a manifest, or a name that it declares; and the characters from which the rename was started. */
export interface RenameTarget {
  readonly manifest: Manifest;
  readonly declaration?: Declaration;
  readonly span: Span;
  readonly name: string;
}

/**
 * What the name at an offset is the name of. Fails with the reason where it cannot be renamed; undefined in a file that
 * holds nothing of OpenChoreo's, which is for others to answer for.
 */
export function renameTargetAt(
  repository: Repository,
  file: string,
  offset: number,
  text: string,
): Result<RenameTarget> | undefined {
  if (!repository.files.factsOf(file)?.relevant) return undefined;
  const symbol = symbolAt(repository, file, offset);
  if (!symbol) return fail(whyNothing(text, offset));
  const found = targetOf(repository, symbol);
  return found.ok ? unambiguous(repository, found.value) : found;
}

function targetOf(repository: Repository, symbol: SymbolAt): Result<RenameTarget> {
  const { manifest } = symbol;
  if (symbol.kind === 'name') return ok({ manifest, span: manifest.nameSpan, name: manifest.name });
  if (symbol.kind === 'declaration') {
    const { declaration } = symbol;
    return ofDeclaration(repository, manifest, declaration, declaration.span);
  }
  const { reference } = symbol;
  if (isFrozen(manifest, reference))
    return fail(
      t`${describeManifest(manifest)} froze this copy of "${reference.name}", and a release never changes. Rename it where it is declared.`,
    );
  const resolution = resolve(repository.view, manifest, reference);
  if (resolution.kind !== 'found') return fail(whyUnresolved(reference, resolution));
  const { span, name } = reference;
  return resolution.declaration
    ? ofDeclaration(repository, resolution.manifest, resolution.declaration, span)
    : ok({ manifest: resolution.manifest, span, name });
}

/** A release's copy of a name stands for the name in its owner's own manifest, while that has it. */
function ofDeclaration(
  { view }: Repository,
  manifest: Manifest,
  declaration: Declaration,
  span: Span,
): Result<RenameTarget> {
  const { name } = declaration;
  const family = familyOfRelease(manifest.kind.kind);
  if (!family) return ok({ manifest, declaration, span, name });
  const owner = ownerOf(view, family, manifest, family.releaseOwner);
  const home = owner && manifestOfOwner(view, owner);
  const own = home?.declarations.find((other) => other.category === declaration.category && other.name === name);
  if (home && own && span !== declaration.span) return ok({ manifest: home, declaration: own, span, name });
  return fail(
    own
      ? t`${describeManifest(manifest)} froze this copy of "${name}", and a release never changes. Rename it where it is declared.`
      : t`${describeManifest(manifest)} froze this copy of "${name}", and a release never changes. Pin a release under whose name for it you want to go on.`,
  );
}

function unambiguous({ view }: Repository, target: RenameTarget): Result<RenameTarget> {
  const { manifest, declaration, name } = target;
  if (manifest.kind.eras.includes('file-only'))
    return fail(t`A ${manifest.kind.kind} has no name of its own to change.`);
  const all = view.all(manifest.kind.kind, manifest.inNamespace, manifest.name);
  if (all.length > 1)
    return fail(
      t`${describeManifest(manifest)} is declared ${all.length} times (${all.map(({ file }) => file).join(', ')}), so it is not known which one is meant. Remove the others first.`,
    );
  const same = manifest.declarations.filter(
    (other) => other.category === declaration?.category && other.name === declaration.name,
  );
  if (same.length > 1)
    return fail(
      t`${describeManifest(manifest)} declares "${name}" ${same.length} times, so it is not known which one is meant. Change it by hand.`,
    );
  return ok(target);
}

function whyNothing(text: string, offset: number): string {
  const yaml = readYaml(text);
  if (yaml.templated)
    return t`The file is a template with \`{{ … }}\`: its names are not known here. Change them by hand.`;
  const node = yaml.documents.map(({ root }) => pathAt(root, offset)?.node).find((found) => found !== undefined);
  if (node?.kind === 'alias')
    return t`*${node.name} is a YAML alias: the name stands at its anchor &${node.name}. Rename it there.`;
  return t`Nothing here can be renamed. Put the cursor on the name of a manifest, on an endpoint, trait instance, output or key that one declares, or on a reference to any of them.`;
}

function whyUnresolved({ name }: Reference, resolution: Exclude<Resolution, { kind: 'found' }>): string {
  if (resolution.kind === 'unknowable')
    return t`"${name}" cannot be renamed here, since where it is declared is not known: ${resolution.why}.`;
  const kinds = resolution.kinds.join(t` or `);
  return resolution.holder
    ? t`${describeManifest(resolution.holder)} declares no "${name}", so there is nothing to rename. Correct the reference.`
    : t`There is no ${kinds} "${name}" to rename. Correct the reference, or create the manifest.`;
}
