import { resolve } from '../../analysis/resolve';
import { asMap, asText } from '../../analysis/values';
import { t } from '../../base/l10n';
import { valueAt } from '../../base/path';
import type { Declaration, Reference } from '../../model/manifest';
import type { DeclarationCategory } from '../../model/references';
import type { Manifest } from '../../repository/manifest';
import { code, escapeMarkdown } from '../fieldText';
import { endpointText } from '../summary/kindSummaries';
import { summaryMarkdown, type SummaryContext } from '../summary/summary';

/** What a name leads to: the target in short, or why there is none, or why nobody can know here. */
export function referenceMarkdown(context: SummaryContext, manifest: Manifest, reference: Reference): string {
  const resolution = resolve(context.view, manifest, reference);
  if (resolution.kind === 'found') {
    const { declaration } = resolution;
    const target = summaryMarkdown(context, resolution.manifest);
    return declaration ? `${DECLARED[declaration.category](resolution.manifest, declaration)}\n\n${target}` : target;
  }
  const name = code(reference.name);
  if (resolution.kind === 'unknowable')
    return t`${kindWords(reference)} ${name}: what it is cannot be known here, because ${escapeMarkdown(resolution.why)}.`;
  const where = resolution.namespace === undefined ? t`this repository` : t`namespace ${code(resolution.namespace)}`;
  if (resolution.holder)
    return t`${escapeMarkdown(`${resolution.holder.kind.kind} ${resolution.holder.name}`)} declares no ${name}: ${reference.rule.consequence}.`;
  return t`There is no ${resolution.kinds.join(t` or `)} ${name} in ${where}: ${reference.rule.consequence}.`;
}

function kindWords({ rule, kinds }: Reference): string {
  return rule.to.kind === 'inside' ? CATEGORY[rule.to.category]() : kinds.join(t` or `);
}

const CATEGORY: Readonly<Record<DeclarationCategory, () => string>> = {
  endpoint: () => t`Endpoint`,
  'trait-instance': () => t`Trait instance`,
  'addon-instance': () => t`Instance of an addon`,
  output: () => t`Output`,
  'secret-key': () => t`Key of a secret`,
  variable: () => t`Variable`,
  'mounted-file': () => t`File`,
  'held-trait': () => t`Trait`,
};

/** A name declared inside a manifest, in a line. */
const DECLARED: Readonly<Record<DeclarationCategory, (holder: Manifest, declaration: Declaration) => string>> = {
  endpoint: (holder, { name, path }) => {
    const own = valueAt(holder.value, path);
    return endpointText(name, asText(own) === undefined ? own : valueAt(holder.value, path.slice(0, -1)));
  },
  'trait-instance': (holder, { name, path }) => {
    const { kind, name: trait } = asMap(valueAt(holder.value, path.slice(0, -1)));
    return t`Instance ${code(name)} of ${asText(kind) ?? 'Trait'} ${code(asText(trait) ?? '?')}`;
  },
  'addon-instance': (holder, { name, path }) => {
    const { name: addon } = asMap(valueAt(holder.value, path.slice(0, -1)));
    return t`Instance ${code(name)} of Addon ${code(asText(addon) ?? '?')}`;
  },
  output: (_, { name }) => t`Output ${code(name)}`,
  'secret-key': (holder, { name, path }) => {
    const entry = valueAt(holder.value, path.slice(0, -1));
    const remote = asText(valueAt(entry, ['remoteRef', 'key']));
    return remote === undefined ? t`Key ${code(name)}` : t`Key ${code(name)}, from ${code(remote)}`;
  },
  variable: (holder, { name, path }) => {
    const value = asText(valueAt(holder.value, [...path.slice(0, -1), 'value']));
    return value === undefined ? t`Variable ${code(name)}` : t`Variable ${code(name)}, set to ${code(value)}`;
  },
  'mounted-file': (holder, { name, path }) => {
    const folder = asText(valueAt(holder.value, [...path.slice(0, -1), 'mountPath']));
    return folder === undefined ? t`File ${code(name)}` : t`File ${code(name)}, in ${code(folder)}`;
  },
  'held-trait': (holder, { name, path }) => {
    const kind = asText(valueAt(holder.value, [...path.slice(0, -1), 'kind']));
    return t`Copy of ${kind ?? 'Trait'} ${code(name)}`;
  },
};
