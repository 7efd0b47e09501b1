import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isMap, setOwn, type JsonMap } from '../../server/src/analysis/schema/json';

/** The folder with the vectors; they are no part of the project. */
export const DATA = process.env['OPENCHOREO_DATA'] ?? resolve(import.meta.dirname, '../../../shared/data');

interface Operation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string;
  readonly value?: unknown;
}

/** A verdict of the API server on an object, or on an update of `old` to it. */
export interface Vector {
  readonly id: string;
  readonly kind: string;
  readonly mutation: string;
  readonly object: unknown;
  readonly old?: unknown;
  readonly verdict: 'accept' | 'reject' | 'skip';
  readonly stage?: string;
  readonly errors: readonly { readonly path: string; readonly type: string; readonly origin: string }[];
  readonly yaml?: string;
}

interface Line extends Omit<Vector, 'object' | 'old'> {
  readonly object?: unknown;
  readonly base?: string;
  readonly patch?: readonly Operation[];
  readonly old?: unknown;
  readonly oldBase?: string;
  readonly oldPatch?: readonly Operation[];
}

/** All vectors of a version's folder, with their objects rebuilt from the patches. */
export function* admissionVectors(folder: string): Generator<Vector> {
  const path = join(DATA, 'admission-vectors', folder);
  for (const file of readdirSync(path).sort()) {
    if (file === 'yaml-level.jsonl') continue;
    const bases = new Map<string, unknown>();
    for (const line of lines<Line>(join(path, file))) {
      const object = line.base === undefined ? line.object : patched(bases.get(line.base), line.patch ?? []);
      const old = line.oldBase === undefined ? line.old : patched(bases.get(line.oldBase), line.oldPatch ?? []);
      if (line.base === undefined) bases.set(line.id, object);
      yield { ...line, object, ...(old === undefined ? {} : { old }) };
    }
  }
}

/** The values of a file with one JSON text per line. */
export function lines<T>(file: string): T[] {
  const text = readFileSync(file, 'utf8').split('\n');
  return text.filter((line) => line !== '').map((line) => JSON.parse(line) as T);
}

/** The document after an RFC 6902 patch, which the vectors use without `move`, `copy` and `test`. */
function patched(document: unknown, operations: readonly Operation[]): unknown {
  const result = structuredCopy(document);
  for (const { op, path, value } of operations) {
    const steps = path.split('/').slice(1);
    const keys = steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = keys.pop() ?? '';
    const parent = keys.reduce<unknown>((place, key) => (place as JsonMap)[key], result);
    if (Array.isArray(parent)) {
      const index = last === '-' ? parent.length : Number(last);
      if (op === 'remove') parent.splice(index, 1);
      else parent.splice(index, op === 'add' ? 0 : 1, structuredCopy(value));
    } else if (isMap(parent)) {
      if (op === 'remove') delete parent[last];
      else setOwn(parent, last, structuredCopy(value));
    } else throw new Error(`${path} leads nowhere`);
  }
  return result;
}

function structuredCopy(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}
