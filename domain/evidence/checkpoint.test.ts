import { describe, expect, test } from 'vitest';
import { formatCheckpointBody, parseCheckpoint } from './checkpoint.ts';

// The example of C2SP tlog-checkpoint.
const body = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';

describe('the text of a checkpoint', () => {
  test('the example of the specification', () => {
    const checkpoint = parseCheckpoint(body);
    expect(checkpoint).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163, extensions: [] });
    expect(checkpoint?.root).toHaveLength(32);
    expect(checkpoint && formatCheckpointBody(checkpoint)).toBe(body);
  });

  test('extension lines are read, and never written', () => {
    expect(parseCheckpoint(`${body}one\ntwo\n`)?.extensions).toEqual(['one', 'two']);
  });

  test('an empty tree', () => {
    expect(parseCheckpoint(body.replace('20852163', '0'))?.size).toBe(0);
  });

  test.each([
    ['no final newline', body.slice(0, -1)],
    ['an empty line after', `${body}\n`],
    ['an empty line between extensions', `${body}one\n\ntwo\n`],
    ['an empty origin', body.replace('example.com/behind-the-sofa', '')],
    ['two lines', body.split('\n').slice(0, 2).join('\n').concat('\n')],
    ['a size with a zero before', body.replace('20852163', '020852163')],
    ['a size below zero', body.replace('20852163', '-1')],
    ['a size that is no number', body.replace('20852163', '2e7')],
    ['a root of 31 bytes', body.replace(/\n[^\n]+=\n$/, '\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n')],
    ['a root that is not strict base64', body.replace('q2I=', 'q2J=')],
    ['carriage returns', body.replaceAll('\n', '\r\n')],
    ['nothing', ''],
  ])('%s is refused', (_, text) => {
    expect(parseCheckpoint(text)).toBeUndefined();
  });

  test('what no checkpoint can say is not written', () => {
    const root = new Uint8Array(32);
    expect(() => formatCheckpointBody({ origin: '', size: 1, root })).toThrow(RangeError);
    expect(() => formatCheckpointBody({ origin: 'a\nb', size: 1, root })).toThrow(RangeError);
    expect(() => formatCheckpointBody({ origin: 'a', size: -1, root })).toThrow(RangeError);
    expect(() => formatCheckpointBody({ origin: 'a', size: 1, root: root.slice(1) })).toThrow(RangeError);
  });
});
