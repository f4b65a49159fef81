import { expect, test } from 'vitest';
import type { ShownAnswer } from './assessments.ts';
import { type Mine, reconcile, toSend, withoutNotes } from './draft.ts';

const mine = (answer: Mine['answer'], v = 0, more: Partial<Mine> = {}): Mine => ({
  ...{ answer, reason: '', supported: false, v, earlier: [], ...more },
});
const theirs = (item: string, answer: ShownAnswer['answer'], v: number): ShownAnswer => ({
  ...{ item, answer, v, at: '2026-11-21T04:00:00Z', by_name: '示例·乙', org_name: '示例公司' },
});

test('[C17] what the server has goes from the device; what it does not have stays', () => {
  const { draft, conflicts } = reconcile({ A1: mine(1), A2: mine(0) }, [theirs('A1', 1, 1)]);
  expect([Object.keys(draft), conflicts]).toEqual([['A2'], []]);
});

test('[C17] the own earlier answer that arrived late is nobody else’s; the later one goes on top of it', () => {
  const earlier = ['[1,"",false]'];
  const { draft, conflicts } = reconcile({ A1: mine(0, 0, { earlier }) }, [theirs('A1', 1, 1)]);
  expect(conflicts).toEqual([]);
  expect(draft).toMatchObject({ A1: { answer: 0, v: 1 } });
});

test('[C17] what somebody else answered otherwise meanwhile is kept on both sides until a person decides', () => {
  const { draft, conflicts } = reconcile({ A1: mine(0) }, [theirs('A1', 1, 1)]);
  expect(draft).toMatchObject({ A1: { answer: 0, v: 0 } });
  expect(conflicts).toMatchObject([{ item: 'A1', theirs: { answer: 1, by_name: '示例·乙' } }]);
});

test('what does not apply is sent with its reason only; a note that arrived is not sent again', () => {
  expect(toSend({ D6: mine('na'), A1: mine(1, 2, { note: '见任命书' }) })).toEqual([
    { item: 'A1', answer: 1, supported: false, v: 2, reason: null, note: '见任命书' },
  ]);
  const draft = { A1: mine(1, 2, { note: '见任命书' }) };
  expect(reconcile(draft, [theirs('A1', 1, 2)]).draft).toHaveProperty('A1');
  expect(reconcile(withoutNotes(draft, [{ item: 'A1', note: '见任命书' }]), [theirs('A1', 1, 2)]).draft).toEqual({});
});
