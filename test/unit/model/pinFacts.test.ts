import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { knownPinFacts, pinFactsOf } from '../../../server/src/model/pinFacts';
import { Repository } from '../../../server/src/repository/repository';
import { binding } from '../../support/plans';
import { readFolder, sampleFolder, SAMPLES } from '../../support/samples';

/** What is known from the index, which must be what reading the text anew says. */
function known(text: string) {
  const pins = knownPinFacts(text, new Repository().factsOfText(text));
  if (pins !== undefined) assert.deepEqual(pins, pinFactsOf(text), text);
  return pins;
}

describe('pins that the index knows', () => {
  const cart = binding('cart', 'stg', 'one');

  it('are those of the text', () => {
    assert.equal(known(cart)?.[0]?.release, 'one');
    assert.equal(known(`${cart}---\n${binding('cart', 'dev', 'two')}`)?.length, 2);
    assert.equal(
      known(`apiVersion: v1\nkind: List\nitems:\n${cart.replace(/^/gm, '    ').replace('   ', '  -')}`)?.length,
      1,
    );
    assert.equal(known('a: b\n')?.length, 0);
    assert.equal(known('a: b: c\n# openchoreo.dev/\n')?.length, 0);
  });

  it('are none where not all of the text can be read', () => {
    for (const text of [
      `${cart}---\na: [\n`,
      `${cart}---\na: 1\na: 2\n`,
      `${cart}---\na: {{ .b }}\n`,
      `<<<<<<< a\n${cart}=======\n${cart}>>>>>>> b\n`,
      'a: [ # ReleaseBinding of openchoreo.dev/\n',
      'a: [ # ReleaseBinding\n',
    ])
      assert.equal(known(text), undefined, text);
  });

  for (const sample of SAMPLES)
    it(`are there for every file of the sample ${sample}`, () => {
      for (const [file, text] of readFolder(sampleFolder(sample)))
        if (file.endsWith('.yaml')) assert.equal(known(text) !== undefined, pinFactsOf(text) !== undefined, file);
    });
});
