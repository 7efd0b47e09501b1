import { valueAt } from '../base/path';
import { readYaml } from '../yaml/read';
import { readSimple, type SimpleLines } from '../yaml/simpleText';
import { extractFacts } from './facts';
import { createIntern } from './intern';
import { API_VERSION } from './kinds';
import type { FileFacts } from './manifest';
import { familyOfBinding, RELEASE_FAMILIES, type ReleaseFamily } from './releaseFamilies';

/** What a binding says, as far as the history of pins is concerned. */
export interface PinFact {
  readonly family: ReleaseFamily;
  /** As written. */
  readonly namespace: string | undefined;
  readonly project: string | undefined;
  readonly name: string;
  readonly environment: string;
  readonly release: string | null;
  /** The binding takes the owner out of the environment. */
  readonly undeployed: boolean;
}

/** Words of which a text with bindings holds at least one. */
export const BINDING_WORDS: readonly string[] = RELEASE_FAMILIES.map((family) => family.binding);

/** Most texts declare none: all of them share this list. */
export const NO_PINS: readonly PinFact[] = [];

/**
 * The pins that a text declares, the same that the index would find; undefined for a text that cannot be read, of which
 * nobody can say what it meant. Quick, since histories have thousands of versions: plain texts are not parsed as a whole.
 *
 * @param lines shared by those who read many texts
 */
export function pinFactsOf(text: string, lines?: SimpleLines): readonly PinFact[] | undefined {
  if (!mentionsBindings(text)) return NO_PINS;
  const simple = readSimple(text, lines);
  if (simple && !simple.some((document) => document.get('kind')?.endsWith('List')))
    return simple.flatMap((document) => pinOf((path) => document.get(path)));
  const file = readYaml(text);
  if (file.templated || file.problems.length > 0) return undefined;
  return pinsOf(extractFacts(file, text, createIntern()));
}

/** As `pinFactsOf`, from the facts of a file that was read anyway; undefined also where they do not tell. */
export function knownPinFacts(text: string | undefined, facts: FileFacts | undefined): readonly PinFact[] | undefined {
  if (text === undefined || facts === undefined) return undefined;
  if (!facts.relevant) return mentionsBindings(text) ? undefined : NO_PINS;
  return facts.unclear ? undefined : pinsOf(facts);
}

function mentionsBindings(text: string): boolean {
  return BINDING_WORDS.some((word) => text.includes(word));
}

function pinsOf({ manifests }: FileFacts): readonly PinFact[] {
  const pins = manifests.flatMap(({ value }) =>
    pinOf((path) => {
      const found = valueAt(value, path.split('.'));
      return typeof found === 'string' ? found : undefined;
    }),
  );
  return pins.length === 0 ? NO_PINS : pins;
}

function pinOf(textAt: TextAt): readonly PinFact[] {
  const family = familyOfBinding(textAt('kind') ?? '');
  if (!family || textAt('apiVersion') !== API_VERSION || !textAt('metadata.name')) return NO_PINS;
  const name = written(textAt, family.bindingOwner.name);
  const environment = written(textAt, family.environment);
  if (name === undefined || environment === undefined) return NO_PINS;
  const { project } = family.bindingOwner;
  return [
    {
      family,
      namespace: written(textAt, 'metadata.namespace'),
      project: project === undefined ? undefined : written(textAt, project),
      name,
      environment,
      release: written(textAt, family.pin) ?? null,
      undeployed: family.state !== undefined && textAt(family.state) === 'Undeploy',
    },
  ];
}

/** The string at a dotted path of a manifest. */
type TextAt = (path: string) => string | undefined;

/** What is empty is not written. */
function written(textAt: TextAt, path: string): string | undefined {
  return textAt(path) || undefined;
}
