import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { hasFormat, isKnownFormat } from '../../../server/src/analysis/schema/formats';
import { isTimestamp } from '../../../server/src/analysis/schema/formatsTime';
import { isPattern, matchesPattern } from '../../../server/src/analysis/schema/pattern';

/** What has each format, and what has not. */
const TABLE: Readonly<Record<string, readonly [good: readonly string[], bad: readonly string[]]>> = {
  uri: [
    [
      'https://a.test/b?c#d',
      '/path',
      'http:',
      'mailto:a@b',
      '*',
      'http://[::1]:80/',
      'http://ä.test/ü',
      'http://u:p@h',
      '//x',
      'http://h/a b',
    ],
    [
      '',
      'example.com',
      '#part',
      'http://a:port',
      'http://a b',
      '${url}',
      'http://${host}/',
      ':x',
      'http://h/%zz',
      'a\nb',
    ],
  ],
  email: [
    ['a@b', 'a.b+c@d.test', 'Bob B <b@c.test>', '"a b"@c'],
    ['', 'nope', 'a@', '@b', 'a b@c', 'a..b@c', 'a@b, c@d'],
  ],
  hostname: [
    ['a', 'a.b-c.de', '1a.test', 'ä.test'],
    ['', '-a', 'a b', 'a..b', `${'a'.repeat(64)}.test`],
  ],
  ipv4: [
    ['1.2.3.4', '255.255.255.255', '::ffff:1.2.3.4'],
    ['1.2.3', '1.2.3.256', '1.2.3.04', '::1'],
  ],
  ipv6: [
    ['::', '::1', '1:2:3:4:5:6:7:8', 'fe80::1.2.3.4'],
    ['1.2.3.4', '1::2::3', '12345::', '1:2:3', '::1%eth0'],
  ],
  cidr: [
    ['10.0.0.0/8', '::/128'],
    ['10.0.0.0', '10.0.0.0/33', '::/129', '10.0.0/8', '10.0.0.0/08'],
  ],
  mac: [
    ['00:11:22:33:44:55', '00-11-22-33-44-55', '0011.2233.4455'],
    ['00:11:22', '00:11-22:33:44:55', 'g0:11:22:33:44:55'],
  ],
  uuid: [
    ['123e4567-e89b-12d3-a456-426614174000', '123E4567E89B12D3A456426614174000'],
    ['123e4567', 'x23e4567-e89b-12d3-a456-426614174000'],
  ],
  uuid3: [['123e4567-e89b-32d3-a456-426614174000'], ['123e4567-e89b-12d3-a456-426614174000']],
  uuid4: [['123e4567-e89b-42d3-a456-426614174000'], ['123e4567-e89b-42d3-7456-426614174000']],
  uuid5: [['123e4567-e89b-52d3-8456-426614174000'], ['123e4567-e89b-52d3-c456-426614174000']],
  date: [
    ['2024-02-29', '2026-12-31'],
    ['2026-02-29', '2026-13-01', '2026-04-31', '26-01-01', '2026-1-1', '1900-02-29'],
  ],
  'date-time': [
    ['2026-01-01T00:00:00Z', '2026-01-01t00:00:00.5+01:00'],
    ['2026-01-01', '2026-01-01T24:00:00Z', '2026-01-01T00:00:00', '2026-02-30T00:00:00Z'],
  ],
  duration: [
    ['1h', '-1.5h30m', '300ms', '0', '2 weeks', '1 day'],
    ['', 'x', '1', 'h', 'one hour'],
  ],
  byte: [
    ['YQ==', 'YWJj'],
    ['', 'YQ=', 'Y!=='],
  ],
  isbn: [
    ['0321751043', '978-0321751041'],
    ['0321751042', '978-0321751042', 'x'],
  ],
  isbn10: [['080442957X'], ['9780321751041']],
  isbn13: [['9780321751041'], ['0321751043']],
  creditcard: [['4111 1111 1111 1111'], ['4111 1111 1111 1112', '1234']],
  ssn: [['123-45-6789', '123456789'], ['123-456-789']],
  hexcolor: [
    ['#FFF', 'a0b1c2'],
    ['#FFFF', 'xyz'],
  ],
  rgbcolor: [['rgb(0, 128,255)'], ['rgb(0,0,256)', 'rgb(0,0)']],
  bsonobjectid: [['507f1f77bcf86cd799439011'], ['507f1f77bcf86cd79943901']],
  password: [['', 'anything'], []],
  'k8s-short-name': [['a-b'], ['a.b', 'A', 'a'.repeat(64)]],
  'k8s-long-name': [['a.b-c'], ['a_b', 'a.']],
};

describe('schema: formats', () => {
  for (const [format, [good, bad]] of Object.entries(TABLE))
    it(format, () => {
      assert.ok(isKnownFormat(format, ['string']));
      for (const text of good) assert.ok(hasFormat(format, text), `${text} is a ${format}`);
      for (const text of bad) assert.ok(!hasFormat(format, text), `${text} is no ${format}`);
    });

  it('are for texts, and only those that Kubernetes knows', () => {
    assert.ok(!isKnownFormat('uri', ['integer']));
    assert.ok(isKnownFormat('uri', []));
    assert.ok(!isKnownFormat('nonsense', ['string']));
    assert.ok(!isKnownFormat('constructor', ['string']));
    assert.ok(hasFormat('nonsense', 'x'));
  });

  it('of a timestamp in metadata is stricter', () => {
    assert.ok(isTimestamp('2026-01-01T00:00:00.5Z'));
    assert.ok(!isTimestamp('2026-01-01t00:00:00z'));
    assert.ok(!isTimestamp('2026-01-32T00:00:00Z'));
  });
});

describe('schema: patterns', () => {
  it('match anywhere in a text', () => assert.ok(matchesPattern('a+b', 'xaabx')));

  it('of other languages match nothing', () => {
    assert.ok(!isPattern('(?=a)'));
    assert.ok(!matchesPattern('(?=a)', 'a'));
    assert.ok(!matchesPattern('(', '('));
  });

  it('take linear time', () => {
    const start = performance.now();
    assert.ok(!matchesPattern('^(a+)+$', `${'a'.repeat(5000)}!`));
    assert.ok(performance.now() - start < 2000);
  });
});
