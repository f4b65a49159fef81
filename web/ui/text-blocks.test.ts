import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blocksOf, cutBlocks, type TextMark } from './text-blocks.ts';

const mark = (start: number, end: number, id: string): TextMark => ({ start, end, id });
const piecesOf = (text: string, marks: readonly TextMark[]) => blocksOf(text, marks).flatMap(({ pieces }) => pieces);

test('nested marks: the shortest comes first, and no character is lost', () => {
  const pieces = piecesOf('一、加强组织领导。二、强化保障。', [mark(0, 9, 'measure'), mark(2, 8, 'task')]);
  expect(pieces.map(({ text, marks }) => [text, marks.map(({ id }) => id)])).toEqual([
    ['一、', ['measure']],
    ['加强组织领导', ['task', 'measure']],
    ['。', ['measure']],
    ['二、强化保障。', []],
  ]);
});

test('a mark over several blocks is in each of them', () => {
  const text = '保护商业秘密是各方共同的责任。\n'.repeat(400);
  const blocks = blocksOf(text, [mark(0, text.length, 'all')]);
  expect(blocks.length).toBeGreaterThan(3);
  expect(blocks.every(({ pieces }) => pieces.every(({ marks }) => marks[0]?.id === 'all'))).toBe(true);
});

test('any text and any marks: the pieces are the text, and each mark covers exactly its span', () => {
  const spans = fc.array(fc.tuple(fc.nat(400), fc.nat(60)), { maxLength: 20 });
  fc.assert(
    fc.property(fc.string({ maxLength: 400 }), spans, (text, wanted) => {
      const marks = wanted
        .map(([start, length], at) => mark(start, Math.min(start + length, text.length), `m${at}`))
        .filter(({ start, end }) => end > start);
      const pieces = piecesOf(text, marks);
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      for (const { id, start, end } of marks) {
        const covered = pieces.filter((piece) => piece.marks.some((over) => over.id === id));
        expect(covered.map((piece) => piece.text).join('')).toBe(text.slice(start, end));
      }
    }),
  );
});

test('500,000 characters are cut in a moment, also without a single line end', () => {
  const begin = performance.now();
  const long = '商'.repeat(500_000);
  expect(cutBlocks(long).length).toBeGreaterThan(50);
  const marks = Array.from({ length: 3000 }, (_, at) => mark(at * 160, at * 160 + 90, `m${at}`));
  expect(blocksOf(long, marks).length).toBe(cutBlocks(long).length);
  expect(performance.now() - begin).toBeLessThan(500);
});
