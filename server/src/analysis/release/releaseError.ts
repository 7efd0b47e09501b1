import type { Path } from '../../base/path';
import type { Manifest } from '../../repository/manifest';

/** Why no release can be cut: a value, with the place to mend where there is one. */
export interface ReleaseError {
  readonly code: ReleaseErrorCode;
  readonly message: string;
  readonly manifest?: Manifest;
  readonly path?: Path;
}

export type ReleaseErrorCode =
  | 'missing-manifest'
  | 'ambiguous-manifest'
  | 'broken-manifest'
  | 'unreadable-value'
  | 'wrong-type'
  | 'out-of-range'
  | 'wrong-project'
  | 'unsupported-kind'
  | 'invalid-type-name'
  | 'traits-not-allowed'
  | 'duplicate-instance-name'
  | 'incomplete-release';

/** What is worth knowing of a release that can be cut. */
export interface ReleaseWarning {
  readonly code: 'occ-differs' | 'duplicate-key' | 'yaml-trap';
  readonly message: string;
  readonly manifest: Manifest;
  readonly path?: Path;
}
