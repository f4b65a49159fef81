import { expect, test } from 'vitest';
import { readTable } from '#server/kernel/sheets.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, sendFile } from '#test/people.ts';
import { makeProgramme } from '#test/programmes.ts';

const house = useHouse();

const rows = async (sql: string, values: unknown[] = []) =>
  (await house().house.database.owner.query(sql, values)).rows;

async function scene() {
  const office = await makeOrganisation(house(), { kind: 'leading_office' });
  const police = await makeOrganisation(house(), { kind: 'police' });
  const programme = await makeProgramme(house(), office, { tasks: [{ lead: [police] }] });
  return {
    ...{ programme, police, office },
    officer: await makePerson(house(), office, ['programme_officer']),
    member: await makePerson(house(), police, ['unit_officer', 'programme_officer']),
  };
}

type Scene = Awaited<ReturnType<typeof scene>>;

const meetingOf = ({ programme, police }: Scene, more: object = {}) => ({
  ...{ programme: programme.id, kind: 'joint_conference', title: '第一次联席会议', held_on: '2026-11-20' },
  ...{ place: '县政府第二会议室', agenda: ['通报进展', '研究下步工作'] },
  units: [
    { unit: police.name, organisation: police.id },
    { unit: '县法院', organisation: null },
  ],
  ...more,
});

const resolution = (more: object = {}) => ({
  ...{ text: '建立案件会商机制。', unit: null, organisation: null, due_on: null, measure: null },
  ...more,
});

async function planned(there: Scene, more: object = {}): Promise<string> {
  const added = await there.officer.send('/meetings', meetingOf(there, more));
  expect(added.status).toBe(200);
  return added.body.id;
}

const minutes = { attendance: [], minutes: '会议议定以下事项。', file_ids: [], resolutions: [] as object[] };

test('[C06] planned, recorded, final: resolutions with a lead become tasks, shown with their state', async () => {
  const there = await scene();
  const { officer, member, police, programme } = there;
  const id = await planned(there);
  const before = (await officer.get(`/meetings/${id}`)).body;
  expect(before).toMatchObject({ state: 'planned', units: 2, attended: 0, may_change: true, deposit: null });
  const [first, second] = before.invited;
  const recorded = await officer.send(`/meetings/${id}/record`, {
    ...{ ...minutes, version: 1 },
    attendance: [
      { id: first.id, attended: true, post: '分管负责人' },
      { id: second.id, attended: false, post: null },
    ],
    resolutions: [
      resolution({ organisation: police.id, due_on: '2026-12-31', measure: programme.measures[0] }),
      resolution({ text: '原则同意工作要点。' }),
      resolution({ text: '开展普法。', unit: '示例学校' }),
    ],
  });
  expect(recorded.body).toEqual({ version: 2 });
  const done = await officer.send(`/meetings/${id}/finalise`, { version: 2 });
  expect(done.body).toMatchObject({ version: 3, tasks: [expect.any(String), expect.any(String)] });
  const shown = (await member.get(`/meetings/${id}`)).body;
  expect(shown).toMatchObject({ state: 'final', attended: 1, tasks: 2, tasks_done: 0, may_change: false });
  expect(shown.resolved.map(({ task_state }: { task_state: string }) => task_state)).toEqual([
    ...['assigned', null, 'assigned'],
  ]);
  const task = (await member.get(`/tasks/${shown.resolved[0].task}`)).body;
  expect(task).toMatchObject({ text: '建立案件会商机制。', due_on: '2026-12-31', measure: programme.measures[0] });
  await member.send(`/tasks/${task.id}/report`, { text: '已完成。' });
  expect((await officer.get(`/meetings/${id}`)).body.resolved[0].task_state).toBe('reported');
  expect(await rows('select act from events where row_id = $1 order by at, id', [id])).toHaveLength(3);
});

test('[C06] final minutes are deposited whole, with the digests of their files', async () => {
  const there = await scene();
  const { officer, police } = there;
  const id = await planned(there);
  const bytes = new TextEncoder().encode('纪要扫描件');
  const place = { noun: 'meeting', row_id: id };
  const kept = await sendFile(house(), officer, '/files', { name: '纪要.pdf', bytes }, place);
  expect(kept.status).toBe(200);
  const said = { ...minutes, version: 1, minutes: null, file_ids: [kept.body.id] };
  await officer.send(`/meetings/${id}/record`, { ...said, resolutions: [resolution({ organisation: police.id })] });
  const { deposit } = (await officer.send(`/meetings/${id}/finalise`, { version: 2 })).body;
  const [{ text }] = await rows('select text from statements where deposit_id = $1', [deposit]);
  expect(JSON.parse(text)).toMatchObject({
    ...{ act: 'meeting.finalise', row: id },
    facts: { agenda: ['通报进展', '研究下步工作'], resolutions: [{ text: '建立案件会商机制。', unit: police.name }] },
    files: [{ name: '纪要.pdf', size: bytes.length, sha256: kept.body.sha256 }],
  });
  expect((await officer.get(`/meetings/${id}`)).body).toMatchObject({ deposit, files: [{ name: '纪要.pdf' }] });
  const late = await sendFile(house(), officer, '/files', { name: '后补.pdf', bytes }, place);
  expect([late.status, late.body.reason]).toEqual([409, 'wrong_state']);
});

test('[C06] what is final stays: no act and no statement of the database changes it', async () => {
  const there = await scene();
  const id = await planned(there);
  await there.officer.send(`/meetings/${id}/record`, { ...minutes, version: 1 });
  await there.officer.send(`/meetings/${id}/finalise`, { version: 2 });
  const { programme: _programme, ...fields } = meetingOf(there);
  for (const [act, body] of [
    ['edit', fields],
    ['record', minutes],
    ['finalise', {}],
    ['cancel', { reason: '撤销' }],
  ] as const) {
    const answer = await there.officer.send(`/meetings/${id}/${act}`, { version: 3, ...body });
    expect([answer.status, answer.body.reason], act).toEqual([409, 'wrong_state']);
  }
  expect((await there.officer.get(`/meetings/${id}`)).body).toMatchObject({ state: 'final', version: 3 });
});

test('minutes need content and a day that has come; parts of other meetings and programmes are refused', async () => {
  const there = await scene();
  const { officer } = there;
  const ahead = await planned(there, { held_on: '2026-11-22' });
  expect((await officer.send(`/meetings/${ahead}/record`, { ...minutes, version: 1 })).body.reason).toBe(
    'meeting_not_held',
  );
  const id = await planned(there);
  const other = await planned(there);
  expect((await officer.send(`/meetings/${id}/finalise`, { version: 1 })).status).toBe(409);
  await officer.send(`/meetings/${id}/record`, { ...minutes, version: 1, minutes: ' ' });
  expect((await officer.send(`/meetings/${id}/finalise`, { version: 2 })).body.reason).toBe('minutes_missing');
  const [unit] = (await officer.get(`/meetings/${other}`)).body.invited;
  const wrong = { ...minutes, version: 2, attendance: [{ id: unit.id, attended: true, post: null }] };
  expect((await officer.send(`/meetings/${id}/record`, wrong)).status).toBe(404);
  const elsewhere = await scene();
  const foreign = resolution({ unit: '某局', measure: elsewhere.programme.measures[0] });
  const answer = await officer.send(`/meetings/${id}/record`, { ...minutes, version: 2, resolutions: [foreign] });
  expect([answer.status, answer.body.field]).toEqual([404, 'resolutions']);
});

test('edit keeps what was recorded of units that stay; a stale version is told', async () => {
  const there = await scene();
  const { officer, police } = there;
  const id = await planned(there);
  const [first] = (await officer.get(`/meetings/${id}`)).body.invited;
  const attendance = [{ id: first.id, attended: true, post: '负责人' }];
  await officer.send(`/meetings/${id}/record`, { ...minutes, version: 1, attendance });
  const { programme: _programme, ...fields } = meetingOf(there, {
    units: [
      { unit: '县检察院', organisation: null },
      { unit: '公安', organisation: police.id },
      { unit: '公安局', organisation: police.id },
    ],
  });
  expect((await officer.send(`/meetings/${id}/edit`, { version: 1, ...fields })).status).toBe(409);
  expect((await officer.send(`/meetings/${id}/edit`, { version: 2, ...fields })).body).toEqual({ version: 3 });
  expect((await officer.get(`/meetings/${id}`)).body.invited).toMatchObject([
    { unit: '县检察院', attended: null },
    { unit: '公安', attended: true, post: '负责人' },
  ]);
});

test('[C06] only the lead office acts; members read; strangers do not see that it exists', async () => {
  const there = await scene();
  const { member, officer } = there;
  const id = await planned(there);
  const refused = await member.send('/meetings', meetingOf(there));
  expect([refused.status, refused.body.reason]).toEqual([422, 'not_lead_office']);
  expect((await member.send(`/meetings/${id}/record`, { ...minutes, version: 1 })).body.reason).toBe('not_lead_office');
  expect((await member.get(`/meetings/${id}`)).status).toBe(200);
  const stranger = await makePerson(house(), await makeOrganisation(house(), { kind: 'court' }), ['programme_officer']);
  expect((await stranger.get(`/meetings/${id}`)).status).toBe(404);
  expect((await stranger.send(`/meetings/${id}/cancel`, { version: 1, reason: '撤销' })).status).toBe(404);
  const unit = await makePerson(house(), there.office, ['unit_officer']);
  expect((await unit.send(`/meetings/${id}/cancel`, { version: 1, reason: '撤销' })).status).toBe(403);
  expect((await officer.send(`/meetings/${id}/cancel`, { version: 1, reason: '改期' })).body).toEqual({ version: 2 });
});

test('[C06] confirmed twice at once, or sent twice, the resolutions are tasks once', async () => {
  const there = await scene();
  const { officer, programme } = there;
  const colleague = await makePerson(house(), there.office, ['programme_officer']);
  const id = await planned(there);
  const resolutions = [resolution({ unit: '示例单位' })];
  await officer.send(`/meetings/${id}/record`, { ...minutes, version: 1, resolutions });
  const answers = await Promise.all(
    [officer, colleague].map((one) => one.send(`/meetings/${id}/finalise`, { version: 2 })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const [{ n }] = await rows('select count(*)::int as n from tasks where programme_id = $1', [programme.id]);
  expect(n).toBe(2);
  const key = { 'idempotency-key': 'once' };
  const both = [1, 2].map(() => officer.send('/meetings', meetingOf(there), key));
  const [one, two] = await Promise.all(both);
  expect(one?.body).toEqual(two?.body);
  expect((await officer.get(`/meetings?programme=${programme.id}`)).body.total).toBe(2);
});

test('the list finds by words of minutes and resolutions, and leaves as a workbook, a row a resolution', async () => {
  const there = await scene();
  const { officer, programme } = there;
  const id = await planned(there);
  const resolutions = [resolution({ unit: '示例单位', due_on: '2026-12-31' }), resolution({ text: '=1+1' })];
  await officer.send(`/meetings/${id}/record`, { ...minutes, version: 1, resolutions });
  await planned(there, { title: '工作会议', kind: 'working', held_on: '2026-11-21' });
  const found = async (q: string) =>
    (await officer.get(`/meetings?programme=${programme.id}&${q}`)).body.rows.map(
      ({ title }: { title: string }) => title,
    );
  expect(await found('')).toEqual(['工作会议', '第一次联席会议']);
  expect(await found(`q=${encodeURIComponent('会商机制')}`)).toEqual(['第一次联席会议']);
  expect(await found('kind=working')).toEqual(['工作会议']);
  expect(await found('state=recorded')).toEqual(['第一次联席会议']);
  const sheet = readTable((await officer.get(`/meetings/export.xlsx?programme=${programme.id}`)).bytes, 100);
  expect(sheet).toHaveLength(4);
  expect(sheet[2]).toContain('建立案件会商机制。');
  expect(sheet[3]).toContain("'=1+1");
});
