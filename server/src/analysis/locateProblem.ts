import type { Span } from '../base/span';
import { spanAt } from '../yaml/locate';
import type { YamlFile } from '../yaml/node';
import type { Place } from './problem';

/** The characters of a place, given its file's tree; the start of the file where the place is gone. */
export function spanOfPlace(place: Place, file: () => YamlFile): Span {
  if (place.kind === 'span') return place.span;
  const document = file().documents[place.document];
  return spanAt(document?.root, place.path, place.on) ?? { start: 0, end: 0 };
}
