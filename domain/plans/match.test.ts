import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchTexts } from './match.ts';

type Row = { id: string; no: string; text: string };
const row = (id: string, no: string, text: string): Row => ({ id, no, text });
const pairs = (before: Row[], after: Row[]) =>
  matchTexts(before, after, ({ no, text }) => ({ no, text })).map(
    (pair) => `${pair.before?.id ?? '-'}${pair.after?.id ?? '-'}`,
  );

describe('a new version is paired with what runs', () => {
  test('moved, reworded, new and gone', () => {
    const before = [row('a', '1', '开展企业走访调研'), row('b', '2', '举办专题培训'), row('c', '3', '评定示范企业')];
    const after = [row('x', '1', '举办专题培训'), row('y', '2', '每季度开展企业走访调研'), row('z', '4', '发布白皮书')];
    expect(pairs(before, after)).toEqual(['bx', 'ay', '-z', 'c-']);
  });

  test('spaces, brackets and width do not matter', () => {
    expect(pairs([row('a', '（一）', '健全 机制（试行）')], [row('x', '(一)', '健全机制(试行)')])).toEqual(['ax']);
  });

  test('equal texts are told apart by their number', () => {
    expect(
      pairs(
        [row('a', '1', '按期报送'), row('b', '2', '按期报送')],
        [row('x', '2', '按期报送'), row('y', '1', '按期报送')],
      ),
    ).toEqual(['bx', 'ay']);
  });

  test('every row appears exactly once', () => {
    const lists = fc.array(
      fc.tuple(fc.string(), fc.string()).map(([no, text]) => ({ no, text })),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(lists, lists, (one, other) => {
        const [before, after] = [
          one.map((item, at) => row(`b${at}`, item.no, item.text)),
          other.map((item, at) => row(`a${at}`, item.no, item.text)),
        ];
        const found = matchTexts(before, after, ({ no, text }) => ({ no, text }));
        expect(found.flatMap((pair) => pair.before?.id ?? []).sort()).toEqual(before.map(({ id }) => id).sort());
        expect(found.flatMap((pair) => pair.after?.id ?? []).sort()).toEqual(after.map(({ id }) => id).sort());
      }),
    );
  });

  test('10,000 rows are paired in seconds', () => {
    const before = Array.from({ length: 10_000 }, (_, at) =>
      row(`${at}`, `${at}`, `第${at}项任务：完成编号${at * 7}的工作`),
    );
    const after = before.map((one) => ({ ...one, text: `${one.text}，并报告结果` }));
    const begun = performance.now();
    expect(matchTexts(before, after, ({ no, text }) => ({ no, text }))).toHaveLength(10_000);
    expect(performance.now() - begun).toBeLessThan(8_000);
  });
});
