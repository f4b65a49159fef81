import { describe, expect, test } from 'vitest';
import { decodeBase64 } from './base64.ts';
import { formatProof, parseProof } from './tlog-proof.ts';

// The example of C2SP tlog-proof, with whole signatures where the specification shortens them.
const hashes = [
  'gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=',
  'B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=',
  'EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=',
  'RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=',
  'AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=',
];
const checkpoint =
  'example.com/fancylog\n109482\nsFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=\n\n— example.com/fancylog hI2DJwECAwQF\n';
const whole = `c2sp.org/tlog-proof@v1\nextra YWdl\nindex 73894\n${hashes.join('\n')}\n\n${checkpoint}`;

describe('a .tlog-proof', () => {
  test('the example of the specification, read and written', () => {
    const proof = parseProof(whole);
    expect(proof).toMatchObject({ index: 73_894, checkpoint, extra: Uint8Array.of(97, 103, 101) });
    expect(proof?.path).toEqual(hashes.map(decodeBase64));
    expect(proof && formatProof(proof)).toBe(whole);
  });

  test('without extra data and without hashes', () => {
    const text = `c2sp.org/tlog-proof@v1\nindex 0\n\n${checkpoint}`;
    expect(parseProof(text)).toEqual({ index: 0, path: [], checkpoint });
    expect(formatProof({ index: 0, path: [], checkpoint })).toBe(text);
    expect(formatProof({ index: 0, path: [], checkpoint, extra: new Uint8Array() })).toBe(text);
  });

  test.each([
    ['another version', whole.replace('@v1', '@v2')],
    ['no first line', whole.slice(whole.indexOf('\n') + 1)],
    ['no index', whole.replace('index 73894\n', '')],
    ['an index with a zero before', whole.replace('index 7', 'index 07')],
    ['a negative index', whole.replace('index 7', 'index -7')],
    ['extra data after the index', whole.replace('extra YWdl\nindex 73894\n', 'index 73894\nextra YWdl\n')],
    ['extra data twice', whole.replace('extra YWdl\n', 'extra YWdl\nextra YWdl\n')],
    ['extra data that is not base64', whole.replace('YWdl', 'YWd')],
    ['empty extra data', whole.replace('YWdl', '')],
    ['a hash cut short', whole.replace('gSKyXoYZUgZ6', '')],
    ['more than 63 hashes', whole.replace('index 73894\n', `index 73894\n${`${hashes[0]}\n`.repeat(60)}`)],
    ['no empty line', whole.replace('\n\nexample', '\nexample').replace('\n\n—', '\n—')],
    ['no checkpoint', whole.slice(0, whole.indexOf('\n\n') + 2)],
    ['no final newline', whole.slice(0, -1)],
    ['carriage returns', whole.replaceAll('\n', '\r\n')],
    ['nothing', ''],
  ])('%s is refused', (_, text) => {
    expect(parseProof(text)).toBeUndefined();
  });
});
