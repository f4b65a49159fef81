import { expect, test } from 'vitest';
import { emptyBody } from '../secrets/body.ts';
import { emptyLeak, readLeak } from './body.ts';
import { gatherFacts } from './facts.ts';
import { readinessOf } from './readiness.ts';

const row = { state: 'in_force', classified_on: '2026-03-01', declassified_on: null, concealed: true };
const outside = {
  deposits: 3,
  stamped: 1,
  readers: 2,
  bound: 2,
  documents: [{ from_on: '2026-02-01', to_on: null }],
  logged: 4,
};
const file = { id: 'f', name: '示例.pdf', media_type: 'application/pdf', size: 1, sha256: 'a', key: 'k' };
const body = {
  ...emptyBody,
  ...{ content: '反应分两段：第一段82±1℃保持40分钟，第二段65℃。', why_secret: '未见公开', searched_on: '2026-01-01' },
  ...{ value: '年销售800万元', cost: '研发投入120万元', origin: '自行研发', carriers: '图纸', product: '3号产品' },
  measures: ['agreement', 'rules', 'premises', 'marking'] as const,
  files: [file],
};

test('[C23] a whole record with its proofs is ready; one fact that is taken away is the one that is missing', () => {
  expect(readinessOf(gatherFacts(body, row, { outside }), 'before').percent).toBe(100);
  const missing = (changed: object, more: Partial<typeof outside> = {}) =>
    readinessOf(
      gatherFacts({ ...body, ...changed }, row, { outside: { ...outside, ...more } }),
      'before',
    ).parts.flatMap((part) => part.missing);
  expect(missing({ content: '我们的全部工艺' })).toEqual(['point.stated']);
  expect(missing({ content: '我公司生产过程中的全部相关工艺技术资料和客户资料' })).toEqual(['point.stated']);
  expect(missing({ measures: ['agreement'] })).toEqual(['measures.classes']);
  expect(missing({ cost: '很多' })).toEqual(['loss.cost']);
  expect(missing({}, { bound: 1 })).toEqual(['measures.agreements']);
  expect(missing({}, { readers: 0, bound: 0 })).toEqual(['measures.agreements', 'access.readers']);
  expect(missing({}, { stamped: 0 })).toEqual(['origin.stamped']);
});

test('[C23] in an incident measures count only when they were there before that day', () => {
  const incident = {
    ...emptyLeak,
    suspects: [{ name: '示例人员', link: 'former' as const, note: '' }],
    access: ['held'] as const,
    similarity: ['degree'] as const,
    compared: '尺寸逐项一致',
    loss: { act: 'acquired' as const, licenceFee: 10 },
  };
  const facts = (day: string) => gatherFacts(body, row, { outside, incident: { body: incident, day } });
  expect(readinessOf(facts('2026-11-01'), 'after').percent).toBe(100);
  expect(facts('2026-02-15')['measures.on_day']).toBe(false);
});

test('[C22] a record of another shape opens as an empty one, and keeps what it understands', () => {
  expect(readLeak(null)).toEqual(emptyLeak);
  const odd = { happened: 7, suspects: [{ name: '甲', link: 'x' }, 3], loss: { act: 'used', gains: -1, repair: 5 } };
  expect(readLeak(odd)).toEqual({
    ...emptyLeak,
    suspects: [{ name: '甲', link: 'unknown', note: '' }],
    loss: { act: 'used', repair: 5 },
  });
});
