import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, readStatement, type Statement, statementText } from './statement.ts';

const statement: Statement = {
  format: 'humi-statement/1',
  act: 'report.submit',
  at: '2026-03-01T01:02:03.000Z',
  organisation: { id: '0190b7a4-0000-7000-8000-000000000001', name: '示例区市场监督管理局' },
  row: '0190b7a4-0000-7000-8000-000000000002',
  facts: { year: 2026, done: true, note: null, parts: ['甲', 2] },
  files: [{ name: '台账.xlsx', size: 12, sha256: 'ab', sm3: 'cd' }],
};

describe('canonical JSON', () => {
  test('the example of RFC 8785, section 3.2.2', () => {
    const value = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
        '"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    );
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  test('the order of keys of RFC 8785, section 3.2.3', () => {
    const value = { '€': 1, '\r': 2, '\ufb33': 3, 1: 4, '😀': 5, '\u0080': 6, ö: 7 };
    expect(Object.keys(JSON.parse(canonicalJson(value)))).toHaveLength(7);
    expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
  });

  test('keys without a value are left out', () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
    expect(canonicalJson([undefined, 1])).toBe('[null,1]');
  });

  test('it says the same as the value, and the same text again', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });
});

describe('a statement', () => {
  test('what no database reads back out of JSON becomes U+FFFD, and a text that only looks like it stays', () => {
    const odd = { half: 'a\ud83d', low: '\udc00b', nul: 'c\u0000', text: '\\ud800 \\\\u0000', pair: '😀', '\ud800': 1 };
    const text = statementText({ ...statement, facts: odd });
    expect(JSON.parse(text).facts).toEqual({
      ...{ half: 'a\ufffd', low: '\ufffdb', nul: 'c\ufffd', text: odd.text, pair: '😀', '\ufffd': 1 },
    });
    expect(text.isWellFormed()).toBe(true);
  });

  test('one text whatever the order of its keys', () => {
    const reversed: Statement = {
      ...statement,
      facts: Object.fromEntries(Object.entries(statement.facts).reverse()),
    };
    expect(statementText(reversed)).toBe(statementText(statement));
    expect(statementText(statement)).toBe(
      '{"act":"report.submit","at":"2026-03-01T01:02:03.000Z",' +
        '"facts":{"done":true,"note":null,"parts":["甲",2],"year":2026},' +
        '"files":[{"name":"台账.xlsx","sha256":"ab","size":12,"sm3":"cd"}],"format":"humi-statement/1",' +
        '"organisation":{"id":"0190b7a4-0000-7000-8000-000000000001","name":"示例区市场监督管理局"},' +
        '"row":"0190b7a4-0000-7000-8000-000000000002"}',
    );
  });

  test('what is written is read', () => {
    expect(readStatement(statementText(statement))).toEqual(statement);
    expect(readStatement(statementText({ ...statement, row: null, files: [] }))?.row).toBeNull();
  });

  test.each([
    ['another format', { format: 'humi-statement/2' }],
    ['an act that is no text', { act: 1 }],
    ['no time', { at: undefined }],
    ['no organisation', { organisation: null }],
    ['an organisation without a name', { organisation: { id: 'a' } }],
    ['a row that is no text', { row: 1 }],
    ['facts that are nothing', { facts: null }],
    ['facts in a list', { facts: [] }],
    ['files that are no list', { files: {} }],
    ['a file that is nothing', { files: [null] }],
    ['a file without a digest', { files: [{ name: 'a', size: 1 }] }],
    ['a size that is no number', { files: [{ name: 'a', size: '1', sha256: 'ab' }] }],
    ['a second digest that is no text', { files: [{ name: 'a', size: 1, sha256: 'ab', sm3: 1 }] }],
  ])('%s is refused', (_, change) => {
    expect(readStatement(JSON.stringify({ ...statement, ...change }))).toBeUndefined();
  });

  test.each(['', 'null', '[]', '1', '"humi-statement/1"', '{', '{}'])('%j is refused', (text) => {
    expect(readStatement(text)).toBeUndefined();
  });
});
