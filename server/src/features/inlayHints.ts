import { imageOf } from '../analysis/pins';
import { textAt } from '../analysis/values';
import { t } from '../base/l10n';
import { formatPath } from '../base/path';
import type { Span } from '../base/span';
import { familyOfBinding } from '../model/releaseFamilies';
import type { Repository } from '../repository/repository';
import { locate } from '../yaml/locate';
import type { YamlFile } from '../yaml/node';
import { imageTag } from './summary/phrases';

/** A few words behind a place of the text. */
export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
}

/** The tag of the image behind the name of a pinned release: what a reviewer wants to know of it. None elsewhere. */
export function inlayHints(
  { files, view }: Repository,
  file: string,
  yaml: YamlFile,
  within: Span,
): readonly InlayHint[] {
  return files.manifestsOf(file).flatMap((binding) => {
    const family = familyOfBinding(binding.kind.kind);
    const pin = family && binding.references.find(({ path }) => formatPath(path) === family.pin);
    if (!pin || pin.span.end < within.start || pin.span.start > within.end) return [];
    const release = view.find(family.release, binding.inNamespace, pin.name);
    const image = release && imageOf(release, family.image ?? []);
    if (!image || textAt(binding, family.pin) !== pin.name) return [];
    const scalar = locate(yaml.documents[binding.document]?.root, [...binding.base, ...pin.path])?.value;
    // Behind the quotes; an alias stands elsewhere than the name that it means.
    const offset = scalar?.kind === 'scalar' ? scalar.span.end : undefined;
    return offset === undefined ? [] : [{ offset, label: imageTag(image), tooltip: t`Image: ${image}` }];
  });
}
