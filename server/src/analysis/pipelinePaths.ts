import type { Path } from '../base/path';
import type { Manifest } from '../repository/manifest';
import { asList, asMap, asText, at, nameIn } from './values';

/** One environment that a promotion path names, and where. */
export interface NamedEnvironment {
  readonly name: string;
  /** Place of the name. */
  readonly path: Path;
}

/** One entry of a pipeline's `promotionPaths`, as written: nothing merged, nothing left out. */
export interface PromotionPath {
  readonly source: NamedEnvironment | undefined;
  readonly targets: readonly NamedEnvironment[];
}

/** The promotion paths of a pipeline, objects and the old texts alike. See pipelines.ts for what they amount to. */
export function promotionPaths(pipeline: Manifest): readonly PromotionPath[] {
  return asList(at(pipeline, 'spec.promotionPaths')).map((item, i) => {
    const path = ['spec', 'promotionPaths', i];
    const { sourceEnvironmentRef, targetEnvironmentRefs } = asMap(item);
    return {
      source: named(sourceEnvironmentRef, [...path, 'sourceEnvironmentRef']),
      targets: asList(targetEnvironmentRefs).flatMap(
        (ref, k) => named(ref, [...path, 'targetEnvironmentRefs', k]) ?? [],
      ),
    };
  });
}

function named(value: unknown, path: Path): NamedEnvironment | undefined {
  const name = nameIn(value);
  return name === undefined ? undefined : { name, path: asText(value) === undefined ? [...path, 'name'] : path };
}
