import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { Hover, MarkupContent } from 'vscode-languageserver/node';
import { LineIndex } from '../../server/src/base/lineIndex';
import { LspClient } from '../support/lspClient';
import { readFolder, SAMPLES, type SampleName } from '../support/samples';
import { copyOfSample } from '../support/temporary';

/** In each sample a binding, and what hover says on the words in it. */
const WORDS: Readonly<Record<SampleName, { file: string; says: Readonly<Record<string, RegExp>> }>> = {
  current: {
    file: 'namespaces/default/projects/shop/components/checkout/release-bindings/checkout-staging.yaml',
    says: {
      'checkout-20261112-1': /Image: `registry\.example\.com\/shop\/checkout:0\.9\.0`[\s\S]*1 behind `development`/,
      'staging\n': /Number 2 of 4 in pipeline `standard`/,
      replicas: /\*\*replicas\*\* · integer[\s\S]*Default: `1`/,
      'payment-key': /Instance `payment-key` of ClusterTrait `external-secret-env`/,
      releaseName: /\*\*releaseName\*\* · text/,
      ReleaseBinding: /\*\*ReleaseBinding\*\*[\s\S]*`checkout-20261112-1`/,
    },
  },
  proposal: {
    file: 'projects/travel/components/booking-api/env-bindings/production/release-pin.yaml',
    says: {
      'booking-api-20251006-1': /Pinned in `production` \(2 behind `staging`\)/,
      'production\n': /Environment \*\*production\*\*/,
      releaseName: /\*\*releaseName\*\*/,
    },
  },
};

for (const sample of SAMPLES)
  describe(`hover on the sample repository ${sample}`, function () {
    this.timeout(60_000);
    const { file, says } = WORDS[sample];
    const text = readFolder(copyOfSample(sample)).get(file)!;
    const lines = new LineIndex(text);
    let client: LspClient;

    before(async () => {
      client = await LspClient.start({ folders: [copyOfSample(sample)] });
    });
    after(() => client.stop());

    const ask = (offset: number) => {
      const { line, character } = lines.position(offset);
      return client.at<Hover | null>('textDocument/hover', file, line, character);
    };

    for (const [word, expected] of Object.entries(says))
      it(`explains ${JSON.stringify(word)}`, async () => {
        const offset = text.lastIndexOf(word);
        const hover = await ask(offset + 1);
        assert.match((hover?.contents as MarkupContent).value, expected);
        const { start, end } = hover!.range!;
        assert.equal(text.slice(lines.offset(start), lines.offset(end)), word.trim());
      });

    it('says nothing on a file that is not there', async () => {
      assert.equal(await client.at('textDocument/hover', 'nowhere.yaml', 0, 0), null);
    });
  });
