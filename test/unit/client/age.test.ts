import assert from 'node:assert/strict';
import { ageText, dateText } from '../../../client/src/views/age';
import { moment } from './support';

const hour = 3600;

describe('an age', () => {
  const ages: readonly (readonly [seconds: number, long: string, narrow: string])[] = [
    [0, 'now', 'now'],
    [59, 'now', 'now'],
    [60, '1 minute ago', '1m ago'],
    [26 * hour, '1 day ago', '1d ago'],
    [13 * 24 * hour, '1 week ago', '1w ago'],
    [800 * 24 * hour, '2 years ago', '2y ago'],
    // A clock that is ahead of ours.
    [-500, 'now', 'now'],
  ];
  for (const [seconds, long, narrow] of ages) {
    it(`of ${seconds} s is ${long}`, () => {
      assert.equal(ageText(moment.now - seconds, moment, 'long'), long);
      assert.equal(ageText(moment.now - seconds, moment, 'narrow'), narrow);
    });
  }

  it('is told in the language of the user, in English where that is none', () => {
    assert.equal(ageText(moment.now - 50 * hour, { ...moment, language: 'de' }, 'long'), 'vor 2 Tagen');
    assert.equal(ageText(moment.now - 50 * hour, { ...moment, language: 'no such tag' }, 'long'), '2 days ago');
    assert.match(dateText(moment.now, 'en'), /2026/);
  });
});
