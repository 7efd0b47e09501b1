import type { Path } from '../../base/path';
import { keyText } from '../../yaml/locate';
import type { YamlNode } from '../../yaml/node';
import { resolveKey, resolveScalar, trapOf, type ScalarError, type ScalarValue } from '../../yaml/scalar';

/** A scalar that the platform's tools cannot read: they drop the whole document without a word. */
export interface UnreadableScalar {
  readonly path: Path;
  readonly text: string;
  readonly error: ScalarError;
}

/** A plain scalar that the platform's tools read otherwise than newer YAML: `yes`, `0755`, a key `on`. */
export interface TrapScalar {
  readonly path: Path;
  readonly text: string;
  readonly value: ScalarValue;
}

/** The scalars of a tree that nobody reads as they look. Anchored values count where they are written. */
export function surprisesIn(root: YamlNode | undefined): {
  readonly unreadable: readonly UnreadableScalar[];
  readonly traps: readonly TrapScalar[];
} {
  const unreadable: UnreadableScalar[] = [];
  const traps: TrapScalar[] = [];
  const visit = (node: YamlNode, path: Path): void => {
    if (node.kind === 'sequence') node.items.forEach((item, i) => visit(item, [...path, i]));
    if (node.kind === 'map')
      for (const pair of node.pairs) {
        const key = keyText(pair);
        if (key === undefined) continue;
        const isPlain = pair.key.kind === 'scalar' && pair.key.style === 'plain' && key !== '<<';
        const reading = isPlain ? resolveKey(key) : undefined;
        if (reading && !reading.ok) unreadable.push({ path: [...path, key], text: key, error: reading.error });
        else if (reading && reading.value !== key)
          traps.push({ path: [...path, key], text: key, value: reading.value });
        if (pair.value) visit(pair.value, [...path, key]);
      }
    if (node.kind !== 'scalar') return;
    const reading = resolveScalar(node);
    if (!reading.ok) unreadable.push({ path, text: node.text, error: reading.error });
    else if (node.style === 'plain' && node.tag === undefined && trapOf(node.text))
      traps.push({ path, text: node.text, value: reading.value });
  };
  if (root) visit(root, []);
  return { unreadable, traps };
}
