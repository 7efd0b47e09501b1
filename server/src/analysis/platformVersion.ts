import type { RepositoryView } from '../repository/view';

/** The platform that a repository is checked for. `proposal`: what the GitOps proposals of October 2025 describe. */
export type PlatformVersion = '1.0' | '1.1' | '1.2' | 'proposal';

/**
 * The platform version in force: the configured one, else what the manifests' own signs say. Without a sign it is the newest.
 * A Project without a type says 1.1 rather than 1.2 with a fault only while nothing else says 1.2; 1.0 is never guessed,
 * because 1.1 takes everything that 1.0 took. Where both dialects are written, the released one counts.
 */
export function platformVersion(view: RepositoryView): PlatformVersion {
  const configured = view.config.platformVersion;
  if (configured !== 'auto') return configured;
  if (view.hasSign('proposal') && !view.hasSign('current')) return 'proposal';
  if (view.hasSign('1.2')) return '1.2';
  return view.hasSign('before-1.2') ? '1.1' : '1.2';
}
