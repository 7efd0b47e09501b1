import assert from 'node:assert/strict';
import { statusText } from '../../../client/src/views/statusText';
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
