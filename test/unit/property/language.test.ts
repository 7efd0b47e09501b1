import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { completionsAt } from '../../../server/src/features/completion/completion';
import { documentationOf } from '../../../server/src/features/completion/documentation';
import { hoverAt } from '../../../server/src/features/hover/hover';
import { CONFIG_FILE } from '../../../server/src/repository/config';
import { readYaml } from '../../../server/src/yaml/read';
import { languageServices } from '../../support/language';
import { openFiles, readFolder, sampleFolder, SAMPLES } from '../../support/samples';

const repositories = SAMPLES.map((sample) => {
  const files = readFolder(sampleFolder(sample));
  const yaml = [...files].filter(([file]) => /\.ya?ml$/.test(file));
  return { services: languageServices(openFiles(files).repository), files: yaml };
});
const place = fc
  .constantFrom(...repositories)
  .chain(({ services, files }) => fc.constantFrom(...files).map(([file, text]) => ({ services, file, text })));

describe('completion and hover', () => {
  it('never throw, wherever a sample file is cut off and wherever the cursor stands', () => {
    fc.assert(
      fc.property(place, fc.nat(), fc.nat(), ({ services, file, text: whole }, cut, at) => {
        const text = whole.slice(0, cut % (whole.length + 1));
        const offset = at % (text.length + 1);
        const entries = completionsAt(services, { file, text, offset });
        for (const { span, also = [] } of entries) {
          // What is typed is replaced, nothing behind the line of the cursor, and nothing twice.
          assert.ok(span.start <= offset && offset <= span.end && span.end <= text.length);
          assert.ok(!text.slice(span.start, span.end).includes('\n'));
          for (const edit of also) assert.ok(edit.span.end <= span.start || edit.span.start >= span.end);
        }
        const labels = entries.map(({ label, kind }) => `${kind} ${label}`);
        assert.deepEqual(labels, [...new Set(labels)]);
        hoverAt(services, { file, yaml: readYaml(text), offset });
      }),
      { numRuns: 400 },
    );
  });

  it('never throw behind signs that make no sense', () => {
    const sign = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ' ',
      '- ',
      '"',
      "'",
      '\n',
      '\n  ',
      '&a ',
      '*a',
      '|',
      '!x',
      '#',
      ',',
      '\r\n',
      '${',
    );
    fc.assert(
      fc.property(
        place,
        fc.nat(),
        fc.array(sign, { minLength: 1, maxLength: 6 }),
        ({ services, file, text }, at, signs) => {
          const offset = at % (text.length + 1);
          const typed = signs.join('');
          const edited = text.slice(0, offset) + typed + text.slice(offset);
          completionsAt(services, { file, text: edited, offset: offset + typed.length });
          hoverAt(services, { file, yaml: readYaml(edited), offset });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('can tell something of every entry that promises it', () => {
    let told = 0;
    for (const { services, files } of repositories)
      for (const [file, text] of files.filter((_, i) => i % 6 === 0))
        for (let offset = 0; offset <= text.length; offset += 53)
          for (const { data, label } of completionsAt(services, { file, text, offset })) {
            if (!data || data.of === 'field') continue;
            assert.ok(documentationOf(services, data), `${file} at ${offset}: ${label}`);
            told++;
          }
    assert.ok(told > 20, String(told));
  });

  it('offer nothing in files that are not OpenChoreo’s', () => {
    const { services } = repositories[0]!;
    for (const { files } of repositories)
      for (const [file, text] of files) {
        if (text.includes('openchoreo.dev/') || file === CONFIG_FILE) continue;
        for (let offset = 0; offset <= text.length; offset += 7)
          assert.deepEqual(completionsAt(services, { file, text, offset }), [], `${file} at ${offset}`);
      }
  });
});
