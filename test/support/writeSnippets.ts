/** Writes snippets/openchoreo.json from the scaffolds of the language server: `npx tsx test/support/writeSnippets.ts`. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { snippetFile } from '../../server/src/features/scaffold/snippetFile';
import { emptyServices } from './language';

const file = path.resolve(import.meta.dirname, '../../snippets/openchoreo.json');
writeFileSync(file, `${JSON.stringify(snippetFile(emptyServices()), null, 2)}\n`);
