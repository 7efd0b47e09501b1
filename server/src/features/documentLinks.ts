import { t } from '../base/l10n';
import { comparePaths, dirname, joinInside } from '../base/filePath';
import type { Span } from '../base/span';
import { API_VERSION } from '../model/kinds';
import { matchPattern, pathPattern } from '../model/pathPattern';
import type { Repository } from '../repository/repository';
import { locate } from '../yaml/locate';
import type { YamlDocument, YamlFile, YamlNode, YamlScalar } from '../yaml/node';
import { targetOf, type FilePlace } from './symbolAt';

/** Characters that open a file of the repository. */
export interface DocumentLink {
  readonly span: Span;
  readonly target: FilePlace;
  readonly tooltip: string;
}

/**
 * The paths of a file that lead to files of the repository; and the names in it, for editors whose users follow links rather
 * than ask for definitions.
 */
export function documentLinks(
  repository: Repository,
  file: string,
  yaml: YamlFile,
  options: { readonly names: boolean },
): readonly DocumentLink[] {
  const paths = new Map<number, DocumentLink>();
  // By place: an alias leads to characters that have a link already.
  for (const document of yaml.documents)
    for (const link of pathLinks(repository, file, document)) paths.set(link.span.start, link);
  return [...(options.names ? nameLinks(repository, file) : []), ...paths.values()];
}

function nameLinks({ files, view }: Repository, file: string): DocumentLink[] {
  return files.manifestsOf(file).flatMap((manifest) =>
    manifest.references.flatMap((reference) => {
      const found = targetOf(view, { kind: 'reference', manifest, reference });
      if (!found) return [];
      const { kind, name, file: target, nameSpan } = found.manifest;
      const what = `${kind.kind} ${name}`;
      return [
        {
          span: reference.span,
          target: { file: target, span: found.declaration?.span ?? nameSpan },
          tooltip: `${found.declaration ? t`${found.declaration.name} of ${what}` : what} · ${target}`,
        },
      ];
    }),
  );
}

/** Where files hold paths of others. */
interface PathRule {
  /** Beginning of the document's apiVersion, and its kind. */
  readonly apiVersion: string;
  readonly kind: string;
  /** Path pattern; of one that ends in `{}` the values of the keys count. */
  readonly at: string;
  readonly from: 'file' | 'repository';
  /** What a folder stands for: the file in it that is opened. */
  readonly folder?: 'kustomization' | 'newest-manifest';
}

const KUSTOMIZATION = { apiVersion: 'kustomize.config.k8s.io/', kind: 'Kustomization', from: 'file' } as const;
const RELEASE = { apiVersion: API_VERSION, kind: 'Release', from: 'repository' } as const;
const CONFIG = {
  apiVersion: API_VERSION,
  kind: 'ReleaseConfig',
  from: 'repository',
  folder: 'newest-manifest',
} as const;

/** Source: kustomize's reference; domain/evolution.md §3 for `gitRef`; domain/release-and-promotion.md §2.5 for ReleaseConfig. */
const PATHS: readonly PathRule[] = [
  ...['resources[]', 'components[]', 'bases[]'].map(
    (at) => ({ ...KUSTOMIZATION, at, folder: 'kustomization' }) satisfies PathRule,
  ),
  ...['patches[].path', 'patchesStrategicMerge[]', 'patchesJson6902[].path', 'transformers[]', 'configurations[]'].map(
    (at) => ({ ...KUSTOMIZATION, at }),
  ),
  ...['component', 'componentTypeDefinition', 'workload', 'addons[]'].map((at) => ({
    ...RELEASE,
    at: `spec.${at}.gitRef.path`,
  })),
  ...['componentReleaseDefaults', 'releaseBindingDefaults'].flatMap((section) =>
    ['defaultOutputDir', 'projects{}.defaultOutputDir', 'projects{}.components{}'].map((at) => ({
      ...CONFIG,
      at: `${section}.${at}`,
    })),
  ),
];

function pathLinks(repository: Repository, file: string, { root }: YamlDocument): DocumentLink[] {
  const text = (key: string) => scalarOf(locate(root, [key])?.value)?.text ?? '';
  const rules = PATHS.filter((rule) => rule.kind === text('kind') && text('apiVersion').startsWith(rule.apiVersion));
  if (!root) return [];
  return rules.flatMap((rule) =>
    matchPattern(root, pathPattern(rule.at)).flatMap(({ node, on, path }) => {
      const scalar = scalarOf(on === 'key' ? locate(root, path)?.value : node);
      const target = scalar && targetFile(repository, file, rule, scalar.text);
      return scalar && target ? [{ span: scalar.span, target: { file: target, span: TOP }, tooltip: target }] : [];
    }),
  );
}

const TOP: Span = { start: 0, end: 0 };

/** The file that a path opens; undefined for one that is not in the repository, such as the URL of a remote base. */
function targetFile(repository: Repository, file: string, rule: PathRule, written: string): string | undefined {
  if (written === '' || written.startsWith('/') || written.includes('://')) return undefined;
  const path = rule.from === 'file' ? joinInside(dirname(file), written) : joinInside(written);
  if (path === undefined) return undefined;
  if (repository.files.factsOf(path)) return path;
  return rule.folder && FOLDERS[rule.folder](repository, path);
}

const FOLDERS: Readonly<
  Record<NonNullable<PathRule['folder']>, (repository: Repository, folder: string) => string | undefined>
> = {
  kustomization: ({ files }, folder) =>
    ['kustomization.yaml', 'kustomization.yml']
      .map((name) => (folder === '' ? name : `${folder}/${name}`))
      .find((path) => files.factsOf(path)),
  // Dates are part of the names that are made for releases.
  'newest-manifest': ({ files }, folder) =>
    [...files.fileNames()]
      .filter((path) => dirname(path) === folder && files.manifestsOf(path).length > 0)
      .sort(comparePaths)
      .at(-1),
};

/** An alias stands elsewhere than the text that it means. */
function scalarOf(node: YamlNode | undefined): YamlScalar | undefined {
  return node?.kind === 'scalar' ? node : undefined;
}
