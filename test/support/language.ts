import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Schemas } from '../../server/src/analysis/schema/schemas';
import { applyEdits } from '../../server/src/base/textEdit';
import { completionsAt, type CompletionRequest } from '../../server/src/features/completion/completion';
import type { CompletionEntry } from '../../server/src/features/completion/item';
import { plainText } from '../../server/src/features/completion/snippet';
import { configSchemaNode } from '../../server/src/features/configSchema';
import { hoverAt, type Hover, type HoverServices } from '../../server/src/features/hover/hover';
import type { PlatformKeys } from '../../server/src/features/platformKeys';
import { schemaFiles } from '../../server/src/node/schemaFiles';
import { Repository } from '../../server/src/repository/repository';
import { readYaml } from '../../server/src/yaml/read';
import { openFixture, type FixtureRepository } from './fixture';

const folder = path.resolve(import.meta.dirname, '../../schemas');
const data = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
const schemas = new Schemas(schemaFiles(folder));
const platformKeys = data('annotations-and-labels.json') as PlatformKeys;
const configSchema = configSchemaNode(data('config.json'));

/** What completion and hover ask of a repository, with the product's own schemas. */
export function languageServices(repository: Repository): HoverServices {
  return { repository, view: repository.view, schemas, platformKeys, configSchema };
}

/** The same for a repository without a file. */
export function emptyServices(): HoverServices {
  return languageServices(new Repository());
}

/** A fixture with a cursor, opened, and what was asked for there. */
export interface Asked {
  readonly opened: FixtureRepository;
  readonly file: string;
  readonly text: string;
  readonly offset: number;
}

/** Opens a fixture with one cursor. `edit` changes its text first, as for Windows line ends; the cursor goes along. */
export function ask(fixture: string, edit: (text: string) => string = (text) => text): Asked {
  const opened = openFixture(fixture);
  if (!opened.cursor) throw new Error('The fixture has no cursor');
  const { file, offset } = opened.cursor;
  const whole = opened.files.get(file)!;
  const before = edit(whole.slice(0, offset));
  const text = before + edit(whole.slice(offset));
  opened.repository.setFile(file, text);
  return { opened, file, text, offset: before.length };
}

/** What is offered at the cursor of a fixture. */
export function offered(
  { opened, file, text, offset }: Asked,
  options: Pick<CompletionRequest, 'namesOnly'> = {},
): readonly CompletionEntry[] {
  return completionsAt(languageServices(opened.repository), { file, text, offset, ...options });
}

/** The labels of what is offered at the cursor of a fixture, in order. */
export function labelsAt(fixture: string, edit?: (text: string) => string): string[] {
  return offered(ask(fixture, edit)).map(({ label }) => label);
}

/** The text of the cursor's file once an entry has been accepted, its tab stops left as they are proposed. */
export function accepted(fixture: string, label: string, edit?: (text: string) => string): string {
  const asked = ask(fixture, edit);
  const entry = offered(asked).find((candidate) => candidate.label === label);
  if (!entry) {
    const labels = offered(asked).map((candidate) => candidate.label);
    throw new Error(`Nothing is called "${label}" among: ${labels.join(' | ')}`);
  }
  const text = entry.isSnippet ? plainText(entry.text) : entry.text;
  return applyEdits(asked.text, [{ span: entry.span, text }, ...(entry.also ?? [])]);
}

/** What hover says at the cursor of a fixture. */
export function hovered(fixture: string, options: { readonly namesOnly?: boolean } = {}): Hover | undefined {
  const { opened, file, text, offset } = ask(fixture);
  return hoverAt(languageServices(opened.repository), { file, yaml: readYaml(text), offset, ...options });
}
