import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A JSON file that comes with the product. Throws where it is missing or broken, which is a defect of the product. */
export function dataFile(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown;
}
