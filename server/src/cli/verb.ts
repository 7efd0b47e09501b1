import { parseArgs, type ParseArgsConfig } from 'node:util';

/** One verb of the command line. `run` gets the arguments behind its name and returns the exit code. */
export interface Verb {
  readonly summary: string;
  readonly help: string;
  run(args: readonly string[]): number | Promise<number>;
}

/** The command cannot run as it was called, or not here: one line says why, exit code 2. */
export class UsageError extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Parses a verb's arguments: its options and at most one folder. */
export function parse<O extends Options>(args: readonly string[], options: O) {
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    if (parsed.positionals.length > 1) throw new UsageError(`one folder at most, not ${parsed.positionals.join(' ')}`);
    return { values: parsed.values, folder: parsed.positionals[0] };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** A value that must be one of a few; the option's name is for the message. */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(`--${option} ${value}: must be one of ${allowed.join(', ')}`);
  return found;
}
