// Mocha's own output, and the counts in a file, for scripts/test.mjs to sum.
const { writeFileSync } = require('node:fs');
const { reporters } = require('mocha');

const Base = process.env.MOCHA_STYLE === 'spec' ? reporters.Spec : reporters.Dot;

module.exports = class CountingReporter extends Base {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures } = runner.stats;
      if (process.env.TEST_COUNTS)
        writeFileSync(process.env.TEST_COUNTS, JSON.stringify({ passed: passes, failed: failures }));
    });
  }
};
