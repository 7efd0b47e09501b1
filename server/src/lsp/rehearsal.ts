import { completionsAt } from '../features/completion/completion';
import { definitionsAt } from '../features/definition';
import { hoverAt } from '../features/hover/hover';
import type { Manifest } from '../repository/manifest';
import { toCompletionItem } from './convertCompletion';
import type { FolderSession } from './folderSession';
import { languageServices } from './languageServices';
import type { Server } from './server';
import { Slice } from './slice';

/** The part of a scan's time that its rehearsal may take. */
const PART = 0.05;
/** How often a question is asked at most: after that it is answered no quicker. */
const ROUNDS = 10;

/** How long may still be rehearsed, in milliseconds: the code is the same for all folders. */
let left = 400;

/**
 * Asks itself what editors will ask, about a manifest of each kind, and throws the answers away. V8 interprets code that has
 * never run, several times slower than later; at the end of a long scan a moment more is not noticed, later it would be.
 *
 * @param scanMs how long the scan took, in milliseconds
 */
export async function rehearse(server: Server, session: FolderSession, scanMs: number): Promise<void> {
  const budget = Math.min(left, scanMs * PART);
  left -= budget;
  const end = performance.now() + budget;
  const slice = new Slice(() => false);
  for (const ask of questions(server, session)) {
    if (performance.now() >= end) return;
    ask();
    await slice.isOver();
  }
}

function* questions(server: Server, session: FolderSession): IterableIterator<() => void> {
  const manifests = oneOfEachKind(session);
  for (let round = 0; round < ROUNDS; round++)
    for (const manifest of manifests) {
      yield () => askAtNames(server, session, manifest);
      yield () => askForSuggestions(server, session, manifest, round);
    }
}

function oneOfEachKind({ repository }: FolderSession): Manifest[] {
  const found = new Map<string, Manifest>();
  for (const manifest of repository.view.manifests())
    if (manifest.references.length > 0 && !found.has(manifest.kind.kind)) found.set(manifest.kind.kind, manifest);
  return [...found.values()];
}

function askAtNames(server: Server, session: FolderSession, { file, references }: Manifest): void {
  const services = languageServices(server, session);
  const yaml = session.yamlOf(file);
  for (const { span } of references.slice(0, 3)) {
    hoverAt(services, { file, yaml, offset: span.start });
    definitionsAt(session.repository, (other) => session.yamlOf(other), file, span.start);
  }
}

function askForSuggestions(server: Server, session: FolderSession, manifest: Manifest, round: number): void {
  const { file, references } = manifest;
  const text = session.textOf(file);
  const reference = references[round % references.length];
  if (text === undefined || !reference) return;
  const lines = session.linesOf(file);
  for (const entry of completionsAt(languageServices(server, session), { file, text, offset: reference.span.end }))
    toCompletionItem(entry, file, text, lines, server.client);
}
