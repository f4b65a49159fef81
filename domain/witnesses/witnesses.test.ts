import { expect, test } from 'vitest';
import { formatVerifierKey } from '../evidence/notes.ts';
import { pauseAfter, readWitnessKey } from './rules.ts';

const key = Uint8Array.from({ length: 32 }, (_, index) => index);

test('[C23] the key of a witness is read, with spaces around it', () => {
  const vkey = formatVerifierKey({ name: 'witness.example/w1', type: 'cosignature', key });
  expect(readWitnessKey(` ${vkey}\n`)).toMatchObject({ name: 'witness.example/w1', vkey });
});

test.each([
  ['witness_key_kind', formatVerifierKey({ name: 'log.example', type: 'ed25519', key })],
  ['witness_key_wrong', 'witness.example+00000000+AAAA'],
  ['witness_key_wrong', ''],
])('%s: %s', (reason, vkey) => {
  expect(() => readWitnessKey(vkey)).toThrow(reason);
});

test.each([
  [0, 1_000],
  [5_000, 5_000],
  [3_600_000, 60_000],
])('after failing for %d ms a witness is asked again in %d ms', (failingFor, pause) => {
  expect(pauseAfter(failingFor)).toBe(pause);
});
