import assert from 'node:assert/strict';
import { staleText, statusText, unknownText } from '../../../client/src/views/statusText';
import { entry, l10n } from './support';

const behind = entry({ state: 'behind', behind: 2, labels: { source: 'development' } });
const broken = entry({ state: 'missing-release' });

describe('the status bar', () => {
  it('counts what lags behind and what is broken, with a sign for each', () => {
    assert.equal(statusText([entry(), behind, behind, broken], l10n).text, '$(warning) 2 behind · 1 broken');
    assert.equal(statusText([behind], l10n).text, '$(arrow-circle-up) 1 behind');
    assert.equal(statusText([entry()], l10n).text, '$(pass) pins current');
  });

  it('says it in a sentence', () => {
    assert.equal(
      statusText([behind, broken], l10n).spoken,
      'OpenChoreo pins: 1 behind their source environments, 1 broken: release missing, or several bindings.',
    );
  });
});

describe('while the language server does not answer', () => {
  it('the status bar says that nothing is known, and why', () => {
    assert.deepEqual(unknownText('ended', l10n), {
      text: '$(error) pins not known',
      spoken: 'The language server has ended: the pins are not known.',
    });
    assert.match(unknownText('starting', l10n)?.spoken ?? '', /is starting/);
    assert.equal(unknownText('running', l10n), undefined);
    assert.equal(unknownText('off', l10n), undefined);
  });

  it('rows that are still there are said to be old, as long as it may come back by itself', () => {
    assert.match(staleText('starting', l10n), /being started again.*out of date/);
    for (const state of ['off', 'running', 'ended'] as const) assert.equal(staleText(state, l10n), '');
  });
});
