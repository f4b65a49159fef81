import { describe, expect, test } from 'vitest';
import { formatAddCheckpoint, parseAddCheckpoint } from './witness-request.ts';

// The example of C2SP tlog-witness, "add-checkpoint".
const proofLines = [
  'PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=',
  'jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=',
  '5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=',
  '/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=',
];
const checkpoint = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
`;
const body = `old 20852014\n${proofLines.join('\n')}\n\n${checkpoint}`;

describe('the body of add-checkpoint', () => {
  test('the example of the specification, read and written', () => {
    const request = parseAddCheckpoint(body);
    expect(request).toMatchObject({ oldSize: 20_852_014, checkpoint });
    expect(request?.path).toHaveLength(4);
    expect(request && formatAddCheckpoint(request)).toBe(body);
  });

  test('the first time: from zero, without hashes', () => {
    expect(formatAddCheckpoint({ oldSize: 0, path: [], checkpoint })).toBe(`old 0\n\n${checkpoint}`);
    expect(parseAddCheckpoint(`old 0\n\n${checkpoint}`)).toEqual({ oldSize: 0, path: [], checkpoint });
  });

  test.each([
    ['a size with a zero before', body.replace('old 2', 'old 02')],
    ['no old size', body.replace('old 20852014\n', '')],
    ['two spaces', body.replace('old 2', 'old  2')],
    ['capitals', body.replace('old', 'Old')],
    ['a hash cut short', body.replace('PlRNCrwH', '')],
    ['64 hashes', `old 1\n${`${proofLines[0]}\n`.repeat(64)}\n${checkpoint}`],
    ['no empty line', `old 1\n${proofLines[0]}\n`],
    ['no checkpoint', 'old 1\n\n'],
    ['no final newline', body.slice(0, -1)],
    ['carriage returns', body.replaceAll('\n', '\r\n')],
    ['nothing', ''],
  ])('%s is refused', (_, text) => {
    expect(parseAddCheckpoint(text)).toBeUndefined();
  });

  test('63 hashes are allowed', () => {
    expect(parseAddCheckpoint(`old 1\n${`${proofLines[0]}\n`.repeat(63)}\n${checkpoint}`)?.path).toHaveLength(63);
  });
});
