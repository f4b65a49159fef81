import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, sendFile, type TestPerson } from '#test/people.ts';

const house = useHouse();
const fixtures = join(import.meta.dirname, '../../test/fixtures/plans');

let officer: TestPerson;
let serial = 0;

beforeEach(async () => {
  officer = await makePerson(house(), await makeOrganisation(house()), ['programme_officer']);
});

const planText = (extra = '') => `示例县商业秘密保护工作方案

为加强商业秘密保护，制定本方案。

一、工作目标
到2027年6月底前，建成商业秘密保护服务站不少于5个。

二、实施步骤
（一）动员部署阶段（2026年1月至2026年4月）。召开会议。
（二）组织实施阶段（2026年5月至2027年6月）。全面推进。

三、工作任务
（一）健全工作机制
1.成立领导小组，印发任务清单。（牵头单位：县市场监管局；配合单位：县公安局；完成时限：2026年4月底前）
2.建立会商制度。（牵头单位：县公安局；完成时限：2026年12月底前）
（二）服务企业
3.开展走访调研。（牵头单位：各乡镇；完成时限：2026年10月底前）
${extra}
`;

const upload = (person: TestPerson, text: string, fields: Record<string, string> = {}) => {
  serial += 1;
  return sendFile(house(), person, '/plans', { name: `方案${serial}.txt`, bytes: Buffer.from(text) }, fields);
};

const uploaded = async (person: TestPerson, extra = '') => {
  serial += 1;
  const made = await upload(person, planText(`${extra}\n附件编号${serial}`));
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  return (await person.get(`/plans/${made.body.id}`)).body;
};

describe('a document is read into a draft', () => {
  test('[C01] [C02] [C03] the draft keeps the place of what was recognised in the text', async () => {
    const plan = await uploaded(officer);
    expect(plan.state).toBe('under_review');
    expect(plan.draft.title.value).toContain('商业秘密保护工作方案');
    const tasks = plan.draft.measures.flatMap((measure: { tasks: object[] }) => measure.tasks);
    expect(tasks.length).toBeGreaterThanOrEqual(3);
    const [start, end] = tasks[0].source;
    expect(plan.text.slice(start, end)).toContain('领导小组');
    const list = await officer.get('/plans?state=under_review');
    expect(list.body.rows.map((row: { id: string }) => row.id)).toContain(plan.id);
    expect(list.body.total).toBe(list.body.rows.length);
  });

  test('the same document twice is refused and names the first', async () => {
    const text = planText('同一份文件');
    const first = await upload(officer, text);
    const second = await upload(officer, text);
    expect(second.status).toBe(422);
    expect(second.body).toMatchObject({ reason: 'same_document', facts: { plan: first.body.id } });
  });

  test('two uploads at once make one draft', async () => {
    const text = planText('同时上传');
    const answers = await Promise.all([upload(officer, text), upload(officer, text)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  });

  test.each([
    ['empty', Buffer.alloc(0), 'file_empty'],
    ['binary', Buffer.from([0, 1, 2, 3, 255, 254, 0, 0, 7, 8, 9, 10]), 'file_binary'],
  ])('an %s file is refused with its cause and nothing is kept', async (_, bytes, reason) => {
    const answer = await sendFile(house(), officer, '/plans', { name: '方案.docx', bytes });
    expect(answer.body.reason).toBe(reason);
    expect((await officer.get('/plans')).body.total).toBe(0);
  });

  test('a large document is read by a thread', async () => {
    const answer = await upload(officer, planText('无关内容。'.repeat(60_000)));
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  });

  test('a real .docx is read', async () => {
    const bytes = await readFile(join(fixtures, 'shiqiao-county.docx'));
    const answer = await sendFile(house(), officer, '/plans', { name: '方案.docx', bytes });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect((await officer.get(`/plans/${answer.body.id}`)).body.format).toBe('docx');
  });

  test('a unit officer may not, a stranger to the office finds nothing', async () => {
    const plan = await uploaded(officer);
    const unit = await makePerson(house(), await makeOrganisation(house(), { kind: 'police' }), ['unit_officer']);
    expect((await upload(unit, planText('无权'))).status).toBe(403);
    const other = await makePerson(house(), await makeOrganisation(house()), ['programme_officer']);
    expect((await other.get(`/plans/${plan.id}`)).status).toBe(404);
    expect((await other.send(`/plans/${plan.id}/discard`, { version: 1 })).status).toBe(404);
  });

  test('a draft under review is not shown to those above', async () => {
    const plan = await uploaded(officer);
    const city = await makePerson(house(), await makeOrganisation(house(), { division: '371500' }), [
      'superior_officer',
    ]);
    expect((await city.get(`/plans/${plan.id}`)).status).toBe(404);
  });
});

describe('a draft is corrected', () => {
  test('a correction is kept; a stale one is refused', async () => {
    const plan = await uploaded(officer);
    const draft = { ...plan.draft, title: { value: '改正后的标题', source: null, certainty: 'sure' } };
    const saved = await officer.send(`/plans/${plan.id}/correct`, { version: 1, draft });
    expect(saved.body).toEqual({ id: plan.id, version: 2 });
    expect((await officer.get(`/plans/${plan.id}`)).body.draft.title.value).toBe('改正后的标题');
    const stale = await officer.send(`/plans/${plan.id}/correct`, { version: 1, draft });
    expect(stale.status).toBe(409);
    expect(stale.body.reason).toBe('changed_meanwhile');
  });

  test.each([
    [
      '30 February',
      { issued_on: { value: '2026-02-30', source: null, certainty: 'sure' } },
      'impossible_date',
      'issued_on',
    ],
    [
      'end before start',
      {
        period_from: { value: '2026-05-01', source: null, certainty: 'sure' },
        period_to: { value: '2026-01-01', source: null, certainty: 'sure' },
      },
      'end_before_start',
      'period_to',
    ],
    [
      'a place outside the text',
      { title: { value: '甲', source: [0, 9_999_999], certainty: 'sure' } },
      'invalid',
      'title.source',
    ],
    ['an unknown field', { nonsense: 1 }, 'invalid', 'draft.nonsense'],
    [
      'a text without end',
      { title: { value: '长'.repeat(5_001), source: null, certainty: 'sure' } },
      'invalid',
      'draft.title.value',
    ],
  ])('%s is refused and the field named', async (_, change, reason, field) => {
    const plan = await uploaded(officer);
    const answer = await officer.send(`/plans/${plan.id}/correct`, { version: 1, draft: { ...plan.draft, ...change } });
    expect(answer.body).toMatchObject({ reason, field });
  });

  test('an ambiguous unit shows its candidates, and the choice is kept', async () => {
    const plan = await uploaded(officer);
    const [one, two] = [
      await makeOrganisation(house(), { kind: 'police' }),
      await makeOrganisation(house(), { kind: 'police' }),
    ];
    await house().house.database.owner.query("update organisations set short_name = '县公安局' where id = any($1)", [
      [one.id, two.id],
    ]);
    const before = (await officer.get(`/plans/${plan.id}/units`)).body.rows.find(
      (row: { name: string }) => row.name === '县公安局',
    );
    expect(before).toMatchObject({ kind: 'many', tasks: 2 });
    expect(before.organisations.map((row: { org_id: string }) => row.org_id).sort()).toEqual([one.id, two.id].sort());
    await officer.send(`/plans/${plan.id}/correct`, { version: 1, draft: plan.draft, units: { 县公安局: [two.id] } });
    const after = (await officer.get(`/plans/${plan.id}/units`)).body.rows.find(
      (row: { name: string }) => row.name === '县公安局',
    );
    expect(after).toMatchObject({ kind: 'chosen', organisations: [{ org_id: two.id }] });
    await house().house.database.owner.query('update organisations set short_name = null where id = any($1)', [
      [one.id, two.id],
    ]);
  });

  test('a discarded document can be read again', async () => {
    const text = planText('作废重来');
    const first = await upload(officer, text);
    expect((await officer.send(`/plans/${first.body.id}/discard`, { version: 1 })).status).toBe(200);
    expect((await officer.send(`/plans/${first.body.id}/discard`, { version: 2 })).status).toBe(409);
    expect((await upload(officer, text)).status).toBe(200);
  });
});
