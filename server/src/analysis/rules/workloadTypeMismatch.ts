import { phrase, t } from '../../base/l10n';
import { typeNameOf, typeOfComponent } from '../componentTypes';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';
import { textAt } from '../values';

/** `statefulset/web` for a type of deployments. Source: domain/rules.md comp-type-prefix. */
export const workloadTypeMismatch: ManifestRule = {
  kind: 'manifest',
  code: 'workload-type-mismatch',
  category: 'rule',
  severity: 'error',
  summary: phrase`A component writes another workload type before the name of its type than the type has.`,
  kinds: ['Component', 'ComponentV2'],
  check(view, manifest, report) {
    const named = typeNameOf(manifest);
    const type = named?.workloadType === undefined ? undefined : typeOfComponent(view, manifest);
    const actual = type && textAt(type, 'spec.workloadType');
    if (!named || !type || !actual || type.doubtful || actual === named.workloadType) return;
    const right = `${actual}${named.text.slice(named.text.indexOf('/'))}`;
    report({
      place: atPath(manifest, named.path),
      message: t`${type.kind.kind} "${type.name}" is of workload type ${actual}, not ${named.workloadType}; write "${right}", or the Component never becomes ready.`,
      related: [{ kind: 'manifest', manifest: type, message: t`Its workloadType is ${actual}.` }],
      data: { replacement: right },
    });
  },
};
