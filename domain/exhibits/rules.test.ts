import { describe, expect, test } from 'vitest';
import { actsIn } from '../states.ts';
import {
  type ChainStep,
  chainOf,
  checkSealable,
  checkTwoPeople,
  exhibitNo,
  keepsExhibits,
  sameContent,
} from './rules.ts';
import { exhibitStates } from './states.ts';

const record = (...acts: (string | Partial<ChainStep>)[]): ChainStep[] =>
  acts.map((one, index) => ({
    ...{ no: index + 1, at: `2026-11-${String(index + 1).padStart(2, '0')}T02:00:00.000Z`, act: 'hash' },
    ...{ equal: null, seal_intact: null },
    ...(typeof one === 'string' ? { act: one } : one),
  }));

describe('[C45] the chain of custody', () => {
  test('taken, sealed, checked, moved, received, opened, sealed again, given back: complete', () => {
    const steps = record('take', 'seal', { act: 'hash', equal: true }, 'move', { act: 'receive', seal_intact: true });
    expect(chainOf([...steps, ...record('unseal', 'seal', 'release')])).toEqual({
      ...{ state: 'complete', since: null, gaps: [] },
    });
    expect(chainOf([])).toMatchObject({ state: 'complete' });
  });

  test('moved and not received, opened and not sealed again: open, until the next step', () => {
    const moved = record('take', 'seal', 'move');
    expect(chainOf(moved)).toEqual({
      ...{ state: 'open', since: '2026-11-03T02:00:00.000Z' },
      gaps: [{ kind: 'not_received', step: 3, at: '2026-11-03T02:00:00.000Z' }],
    });
    expect(chainOf([...moved, ...record({ act: 'receive', seal_intact: true })]).state).toBe('complete');
    const opened = record('take', 'seal', 'unseal', { act: 'hash', equal: true });
    expect(chainOf(opened).gaps).toMatchObject([{ kind: 'not_resealed', step: 3 }]);
    expect(chainOf([...opened, ...record('seal')]).state).toBe('complete');
    expect(chainOf([...opened, ...record('release')]).state).toBe('complete');
  });

  test('a digest that differs and a seal that did not arrive whole stay, whatever comes after', () => {
    const differs = record('take', 'seal', { act: 'hash', equal: false }, { act: 'hash', equal: true });
    expect(chainOf(differs)).toMatchObject({ state: 'broken', since: '2026-11-03T02:00:00.000Z' });
    const torn = record('take', 'seal', 'move', { act: 'receive', seal_intact: false }, 'seal');
    expect(chainOf(torn)).toMatchObject({ state: 'broken', gaps: [{ kind: 'seal_broken', step: 4 }] });
    expect(chainOf(torn.slice(0, 4)).gaps.map(({ kind }) => kind)).toEqual(['seal_broken', 'not_resealed']);
  });

  test('a broken chain is broken since its first lasting gap, not since what is merely open', () => {
    const steps = record('take', 'seal', 'unseal', { act: 'hash', equal: false });
    expect(chainOf(steps)).toMatchObject({ state: 'broken', since: '2026-11-04T02:00:00.000Z' });
  });
});

test('[C45] the operator and the second person are two people, however the name is written', () => {
  expect(() => checkTwoPeople({ operator: '示例·甲', second_person: '示例·乙' })).not.toThrow();
  for (const same of ['示例·甲', ' 示例 甲 ', '示例・甲'.replace('・', '·')])
    expect(() => checkTwoPeople({ operator: '示例·甲', second_person: same })).toThrow('second_person_same');
});

test('[C45] content without a digest is not sealed; a device is', () => {
  for (const kind of ['files', 'mailbox', 'image'])
    expect(() => checkSealable({ kind, sha256: null })).toThrow('digest_missing');
  expect(() => checkSealable({ kind: 'files', sha256: 'a' })).not.toThrow();
  expect(() => checkSealable({ kind: 'device', sha256: null })).not.toThrow();
});

test('content is the same when both digests are; the first time is neither', () => {
  const first = { sha256: 'a', sm3: 'b' };
  expect(sameContent(first, { sha256: 'a', sm3: 'b' })).toBe(true);
  expect(sameContent(first, { sha256: 'a', sm3: 'c' })).toBe(false);
  expect(sameContent({ sha256: null, sm3: null }, first as { sha256: string; sm3: string })).toBe(null);
});

test('[C45] it is moved sealed only; a released one is nobody’s any more', () => {
  const moving = Object.keys(exhibitStates).filter((state) => actsIn(exhibitStates, state).includes('move'));
  expect(moving).toEqual(['sealed']);
  expect(actsIn(exhibitStates, 'released')).toEqual([]);
});

test('five kinds of organisation keep evidence; enterprises and stations do not', () => {
  expect(keepsExhibits('police')).toBe(true);
  expect(keepsExhibits('enterprise')).toBe(false);
  expect(keepsExhibits('station')).toBe(false);
  expect(keepsExhibits(null)).toBe(false);
  expect(exhibitNo({ year: 2026, number: 3 })).toBe('〔2026〕3号');
});
