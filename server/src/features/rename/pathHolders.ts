import { valueAt } from '../../base/path';
import { CONFIG_FILE } from '../../repository/config';
import { asText } from '../../analysis/values';

/** A sort of YAML document that names files and folders of the repository. */
export interface PathHolder {
  /** What its text has to contain to be looked at closer; absent where the file's name is enough. */
  readonly sign?: string;
  readonly matches: (file: string, value: unknown) => boolean;
  /** Where paths stand, as in the tables of `model/`; a last `{}` means the values of a map here. */
  readonly at: readonly string[];
  /** What the paths are relative to. */
  readonly from: 'its-folder' | 'root';
}

/** The names by which kustomize finds its file, in its order. */
export const KUSTOMIZATION_NAMES: readonly string[] = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

const apiVersion = (value: unknown) => asText(valueAt(value, ['apiVersion']));
const ofGroup = (group: string) => (_file: string, value: unknown) => apiVersion(value)?.startsWith(group) ?? false;

/** Source: the documentation of kustomize, Flux and Argo CD; domain/release-and-promotion.md §2.5 for ReleaseConfig. */
export const PATH_HOLDERS: readonly PathHolder[] = [
  {
    matches: (file, value) => isKustomization(file) && (apiVersion(value) ?? KUSTOMIZE).startsWith(KUSTOMIZE),
    at: [
      ...['resources', 'components', 'bases', 'crds', 'configurations', 'generators', 'transformers', 'validators'].map(
        (key) => `${key}[]`,
      ),
      ...['patchesStrategicMerge[]', 'patches[].path', 'patchesJson6902[].path', 'replacements[].path', 'openapi.path'],
      ...['configMapGenerator', 'secretGenerator'].flatMap((key) => [
        `${key}[].files[]`,
        `${key}[].envs[]`,
        `${key}[].env`,
      ]),
      ...['helmCharts[].valuesFile', 'helmCharts[].additionalValuesFiles[]', 'helmGlobals.chartHome'],
    ],
    from: 'its-folder',
  },
  {
    sign: 'kustomize.toolkit.fluxcd.io/',
    matches: ofGroup('kustomize.toolkit.fluxcd.io/'),
    at: ['spec.path'],
    from: 'root',
  },
  {
    sign: 'argoproj.io/',
    matches: ofGroup('argoproj.io/'),
    at: [
      ...[
        'spec.source.path',
        'spec.sources[].path',
        'spec.template.spec.source.path',
        'spec.template.spec.sources[].path',
      ],
      ...['spec.generators[].git.directories[].path', 'spec.generators[].git.files[].path'],
    ],
    from: 'root',
  },
  {
    sign: 'ReleaseConfig',
    matches: (_file, value) =>
      ['componentReleaseDefaults', 'releaseBindingDefaults'].some((key) => valueAt(value, [key])),
    at: ['componentReleaseDefaults', 'releaseBindingDefaults'].flatMap((section) => [
      `${section}.defaultOutputDir`,
      `${section}.projects{}.defaultOutputDir`,
      `${section}.projects{}.components{}`,
    ]),
    from: 'root',
  },
  { matches: (file) => file === CONFIG_FILE, at: ['crds[]', 'ignore[]'], from: 'root' },
];

const KUSTOMIZE = 'kustomize.config.k8s.io/';

export function isKustomization(file: string): boolean {
  return KUSTOMIZATION_NAMES.some((name) => file === name || file.endsWith(`/${name}`));
}
