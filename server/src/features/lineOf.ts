import type { FileLine } from '../protocol';
import type { Manifest } from '../repository/manifest';
import type { Repository } from '../repository/repository';

/** The 1-based line on which a manifest begins. */
export function lineOf(repository: Repository, manifest: Manifest): FileLine {
  const lines = repository.files.factsOf(manifest.file)?.lines;
  return { file: manifest.file, line: (lines?.position(manifest.span.start).line ?? 0) + 1 };
}
