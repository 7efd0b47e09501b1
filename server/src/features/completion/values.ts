import { t } from '../../base/l10n';
import { valueAt, type Path } from '../../base/path';
import { asList } from '../../analysis/values';
import type { CursorContext } from './context';
import type { Offer } from './item';
import { platformValueOffers } from './platformKeyOffers';
import { referenceOffers } from './referenceOffers';
import { placeInfo, type Scope } from './scope';
import { isMapNode, valuesOf } from './skeleton';
import { scalarText } from './snippet';
import { suggestedValues } from './valueSources';

/** What a scalar can be: names of other manifests, values of the schema, what the repository suggests. */
export function valueOffers(scope: Scope, path: Path, context: CursorContext): readonly Offer[] {
  const known = placeInfo(scope, path);
  // The forms of earlier versions are still read as references; what the schema wants there today is a map.
  if (known && (isMapNode(known.info.node) || known.info.node.type === 'array')) return [];
  const offers = [
    ...referenceOffers(scope, path, context),
    ...platformValueOffers(scope, path),
    ...suggestedValues(scope, path).map(({ value, detail }): Offer => ({
      label: value,
      kind: 'value',
      detail,
      isSnippet: false,
      write: (at) => scalarText(value, at),
    })),
    ...schemaValues(scope, path),
  ];
  return offers.filter(({ label }, i) => offers.findIndex((other) => other.label === label) === i);
}

function schemaValues(scope: Scope, path: Path): readonly Offer[] {
  const known = placeInfo(scope, path);
  if (!known) return [];
  const { info, documentation } = known;
  const values = valuesOf(info);
  const isSimple = info.default !== undefined && info.default !== null && typeof info.default !== 'object';
  const all = values.length === 0 && isSimple ? [info.default] : values;
  const taken = takenBeside(scope, path);
  return all
    .filter((value) => !taken.has(value))
    .map((value) => ({
      // Editors refuse an entry without a label.
      label: typeof value === 'string' && value !== '' ? value : JSON.stringify(value),
      kind: 'value',
      ...(value === info.default && { detail: t`default`, preselect: value !== '' }),
      isSnippet: false,
      write: (at) => scalarText(value, at),
      data: documentation,
    }));
}

/** Values that a list without repetitions has already. */
function takenBeside(scope: Scope, path: Path): ReadonlySet<unknown> {
  const index = path.at(-1);
  const list = typeof index === 'number' ? placeInfo(scope, path.slice(0, -1))?.info.node : undefined;
  if (!list || (list['x-kubernetes-list-type'] !== 'set' && !list.uniqueItems)) return new Set();
  const items = asList(valueAt(scope.manifest.value, path.slice(0, -1)));
  return new Set(items.filter((_, i) => i !== index));
}
