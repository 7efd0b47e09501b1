// Writes l10n/bundle.l10n.json, from which translations start, from the texts of client and server.
import { writeFileSync } from 'node:fs';
import { bundleFile, collectTexts } from './lib/l10n.mjs';

writeFileSync(bundleFile, `${JSON.stringify(collectTexts(), null, 2)}\n`);
