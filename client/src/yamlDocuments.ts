/** What the YAML extension is told about OpenChoreo's documents. Looks at text only: which kind a document is, no more. */
import type { YamlDuty } from '../../server/src/protocol';

/** The setting `yamlExtension`. */
export type YamlSharing = 'auto' | 'own' | 'delegate';

/** How the YAML extension stands in this window. */
export interface YamlExtensionState {
  readonly active: boolean;
  /** Its setting `yaml.validate`. */
  readonly validates: boolean;
}

export const schemaScheme = 'openchoreo-gitops';
export const configurationFile = '.openchoreo-gitops.yaml';
/** Files larger than this are no manifests, and are looked at with every keystroke. In UTF-16 units. */
const longestText = 1_000_000;

/**
 * What is left to our server. Without the YAML extension everything; with it not what it says itself: YAML syntax, while it
 * validates, neither folding nor an outline of keys, which it has in any case, and with `delegate` nothing that a kind's schema says.
 */
export function yamlDuty(sharing: YamlSharing, { active, validates }: YamlExtensionState): YamlDuty {
  if (!active || sharing === 'own') {
    return { syntax: true, fields: true, structure: true };
  }
  return { syntax: !validates, fields: sharing !== 'delegate', structure: false };
}

/**
 * The schema for a file, as the YAML extension asks for it with every look at the file. Undefined where a document is not
 * OpenChoreo's: an answer would take from the others the schemas that they have.
 *
 * @param generation grows when the schemas themselves may have changed
 */
export function schemaUriFor(path: string, text: string, sharing: YamlSharing, generation: number): string | undefined {
  const kinds = path.endsWith(`/${configurationFile}`) ? [] : kindsOf(text);
  if (!kinds) {
    return undefined;
  }
  // What stands in the URI decides about the content: a change of one is a change of the other, and is asked for anew.
  return sharing === 'delegate'
    ? `${schemaScheme}://fields/${generation}/${kinds.join('.')}${escaped(path)}`
    : `${schemaScheme}://open/`;
}

/** What a URI of `schemaUriFor` asks for: nothing but freedom, or the fields of the kinds in a file. */
export function schemaWanted(
  uri: string,
): { readonly path: string; readonly kinds: readonly string[] | null } | undefined {
  const match = /^openchoreo-gitops:\/\/fields\/\d+\/([\w.]*)(\/.*)$/.exec(uri);
  if (!match) {
    return undefined;
  }
  const [, kinds = '', path = ''] = match;
  return {
    path: unescaped(path),
    kinds: path.endsWith(`/${configurationFile}`) ? null : kinds.split('.'),
  };
}

/** A path without characters that mean something in a URI: servers hand URIs back encoded once more, or decoded. */
function escaped(path: string): string {
  return path.replaceAll(/[^\w./-]/gu, (character) => `~${character.codePointAt(0)!.toString(16)}~`);
}

function unescaped(path: string): string {
  return path.replaceAll(/~([\da-f]+)~/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
}

/** The kind of each document; undefined unless all of them are OpenChoreo's. */
function kindsOf(text: string): readonly string[] | undefined {
  if (text.length > longestText || !text.includes('openchoreo.dev/')) {
    return undefined;
  }
  const documents = text.split(/^---(?=\s|$)/m);
  // What stands in front of the first separator is a document only if it holds anything.
  const held = documents.filter((document, i) => i > 0 || hasContent(document) || documents.length === 1);
  const kinds = held.map((document) =>
    /^["']?apiVersion["']?[ \t]*:[ \t]+["']?openchoreo\.dev\//m.test(document)
      ? (/^["']?kind["']?[ \t]*:[ \t]+["']?(\w+)/m.exec(document)?.[1] ?? '')
      : hasContent(document)
        ? undefined
        : '',
  );
  return kinds.every((kind) => kind !== undefined) && kinds.some((kind) => kind !== '') ? kinds : undefined;
}

/** Whether a document has more than blanks and comments. */
function hasContent(document: string): boolean {
  return /^[^\S\n]*[^\s#]/m.test(document);
}
