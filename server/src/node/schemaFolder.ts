import path from 'node:path';

/** Where the schemas are: beside the folder of the bundle that runs. */
export function schemaFolder(): string {
  return path.join(__dirname, '..', 'schemas');
}
