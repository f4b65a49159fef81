import { expect, test } from 'vitest';
import { newId } from '#server/kernel/id.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, type TestOrganisation } from '#test/people.ts';
import { makeProgramme } from '#test/programmes.ts';

const house = useHouse();

/** An office with its officer, two units with an officer each, a stranger in another county, one task led by the first unit. */
async function scene(wanted: { due?: string | null; state?: 'running' | 'closed' } = {}) {
  const office = await makeOrganisation(house(), { kind: 'leading_office' });
  const [police, court] = [
    await makeOrganisation(house(), { kind: 'police' }),
    await makeOrganisation(house(), { kind: 'court' }),
  ];
  const programme = await makeProgramme(house(), office, {
    state: wanted.state ?? 'running',
    tasks: [
      {
        text: '制定案件移送办法',
        due: wanted.due === undefined ? '2026-12-31' : wanted.due,
        lead: [police],
        supporting: [court],
        phase: 1,
      },
    ],
  });
  const stranger = await makePerson(house(), await makeOrganisation(house(), { division: '371525' }), [
    'programme_officer',
  ]);
  const [task] = programme.tasks;
  const [lead, supporting] = task?.parts ?? [];
  if (!task || !lead || !supporting) throw new Error('the scene has one task with two parts');
  return {
    programme,
    task: task.id,
    lead: lead.id,
    supporting: supporting.id,
    office: await makePerson(house(), office, ['programme_officer']),
    police: await makePerson(house(), police, ['unit_officer']),
    court: await makePerson(house(), court, ['unit_officer']),
    stranger,
    policeOrganisation: police,
  };
}

const one = async (sql: string, values: unknown[]) => (await house().house.database.owner.query(sql, values)).rows[0];

test('[C03] a unit notes progress, reports, the office confirms: state, clock and record follow', async () => {
  const { office, police, task, lead, supporting, programme } = await scene();
  const note = await police.send(`/tasks/${task}/note`, { text: '已完成初稿。' });
  expect(note.status).toBe(200);
  const report = await police.send(`/tasks/${task}/report`, { text: '已印发。' });
  expect(report.body).toEqual({ part: lead, state: 'reported' });
  expect(
    (await one("select met_at from deadlines where row_id = $1 and kind = 'task.due'", [lead])).met_at,
  ).not.toBeNull();
  expect((await one('select state from tasks where id = $1', [task])).state).toBe('reported');
  const confirmed = await office.send(`/tasks/${task}/confirm`, { parts: [lead] });
  expect(confirmed.body).toEqual({ state: 'confirmed', confirmed: 1 });
  const shown = await office.get(`/tasks/${task}`);
  expect(shown.status).toBe(200);
  expect(shown.body.parts.map((part: { id: string; state: string }) => [part.id, part.state])).toEqual([
    [lead, 'confirmed'],
    [supporting, 'confirmed'],
  ]);
  const clock = await one("select met_at from deadlines where row_id = $1 and kind = 'task.due'", [supporting]);
  expect(clock.met_at, 'a supporting unit is not late for a task that has ended').not.toBeNull();
  expect(shown.body.notes.rows.map((row: { act: string }) => row.act)).toEqual(['report', 'note']);
  expect(shown.body.events.rows.map((row: { act: string }) => row.act)).toEqual([
    'task.confirm',
    'task.report',
    'task.note',
  ]);
  expect(await one('select confirmed, tasks from programme_rollups where programme_id = $1', [programme.id])).toEqual({
    confirmed: 1,
    tasks: 1,
  });
});

test('[C03] a part is returned with a reason, its clock runs again; a reason is needed', async () => {
  const { office, police, task, lead } = await scene();
  await police.send(`/tasks/${task}/report`, { text: '完成' });
  expect((await office.send(`/tasks/${task}/return`, { part: lead, reason: ' ' })).body.field).toBe('reason');
  expect((await office.send(`/tasks/${task}/return`, { part: lead, reason: '请补充印发文件。' })).status).toBe(200);
  expect(
    await one("select met_at, due_on::text from deadlines where row_id = $1 and kind = 'task.due'", [lead]),
  ).toEqual({ met_at: null, due_on: '2026-12-31' });
  expect(await one('select state, reported_at from parts where id = $1', [lead])).toEqual({
    state: 'assigned',
    reported_at: null,
  });
  expect((await office.send(`/tasks/${task}/return`, { part: lead, reason: '再退' })).body.reason).toBe('wrong_state');
});

test('[C03] who may: roles 403, other regions 404, other units not_your_part, units not_lead_office', async () => {
  const { office, police, court, stranger, task, lead } = await scene();
  expect((await police.send(`/tasks/${task}/confirm`, { parts: [lead] })).status).toBe(403);
  expect((await stranger.get(`/tasks/${task}`)).status).toBe(404);
  expect((await stranger.send(`/tasks/${task}/confirm`, { parts: [lead] })).status).toBe(404);
  expect((await court.send(`/tasks/${task}/report`, { text: '越位', part: lead })).body.reason).toBe('not_your_part');
  expect((await office.send(`/tasks/${task}/report`, { text: '代报' })).body.reason).toBe('not_your_part');
  const otherOfficer = await makePerson(house(), police.organisation, ['programme_officer']);
  expect((await otherOfficer.send(`/tasks/${task}/confirm`, { parts: [lead] })).body.reason).toBe('not_lead_office');
  const superior = await makePerson(house(), await makeOrganisation(house(), { division: '371500' }), [
    'superior_officer',
  ]);
  expect((await superior.get(`/tasks/${task}`)).status).toBe(200);
  expect((await superior.send(`/tasks/${task}/cancel`, { version: 1, reason: '越级' })).body.reason).toBe(
    'not_lead_office',
  );
});

test('[C03] the part of another task is not found', async () => {
  const { office, police, task } = await scene();
  const other = await scene();
  await police.send(`/tasks/${task}/report`, { text: '完成' });
  expect((await office.send(`/tasks/${task}/confirm`, { parts: [other.lead] })).status).toBe(404);
});

test('[C03] a closed programme refuses every act', async () => {
  const { office, police, task, lead } = await scene({ state: 'closed' });
  for (const answer of [
    await police.send(`/tasks/${task}/note`, { text: '补记' }),
    await police.send(`/tasks/${task}/report`, { text: '补报' }),
    await office.send(`/tasks/${task}/confirm`, { parts: [lead] }),
    await office.send(`/tasks/${task}/edit`, { version: 1, text: '改' }),
  ]) {
    expect([answer.status, answer.body.reason]).toEqual([409, 'wrong_state']);
  }
});

test('[C03] adding: units by name and organisation, unresolved names stay, one key makes one task', async () => {
  const { office, programme, policeOrganisation } = await scene();
  const body = {
    programme: programme.id,
    text: '编写举证指引',
    due_on: '2027-03-31',
    measure: programme.measures[1],
    units: [
      { organisation: policeOrganisation.id, role: 'lead' },
      { unit: '某某大学', role: 'supporting' },
    ],
  };
  const key = { 'idempotency-key': newId() };
  const [first, second] = [await office.send('/tasks', body, key), await office.send('/tasks', body, key)];
  expect(first.body).toMatchObject({ parts: 2, unresolved: ['某某大学'] });
  expect(second.body).toEqual(first.body);
  expect((await one('select count(*)::int as n from tasks where programme_id = $1', [programme.id])).n).toBe(2);
  const outside = await scene();
  expect((await office.send('/tasks', { ...body, measure: outside.programme.measures[0] })).status).toBe(404);
  expect((await office.send('/tasks', { ...body, from_on: '2027-04-01' })).body.reason).toBe('end_before_start');
  expect((await office.send('/tasks', { ...body, due_on: '2027-02-30' })).status).toBe(400);
  expect((await office.send('/tasks', { ...body, colour: 'red' })).body.field).toBe('colour');
});

test('[C03] editing: versions settle who was first; a new date moves the clocks of units at work', async () => {
  const { office, task, lead } = await scene();
  expect((await office.send(`/tasks/${task}/edit`, { version: 1, due_on: '2027-01-31' })).body).toEqual({ version: 2 });
  expect((await office.send(`/tasks/${task}/edit`, { version: 1, text: '晚到的修改' })).body.reason).toBe(
    'changed_meanwhile',
  );
  expect((await one("select due_on::text from deadlines where row_id = $1 and kind = 'task.due'", [lead])).due_on).toBe(
    '2027-01-31',
  );
  await office.send(`/tasks/${task}/edit`, { version: 2, due_on: null });
  expect(
    (await one("select stopped_at from deadlines where row_id = $1 and kind = 'task.due'", [lead])).stopped_at,
  ).not.toBeNull();
  expect((await one('select due_on from tasks where id = $1', [task])).due_on).toBeNull();
});

test('[C03] assigning: a new unit sees the programme, an unresolved name gets its organisation, a removed unit stops', async () => {
  const { office, programme, task, supporting } = await scene();
  const bureau = await makeOrganisation(house(), { kind: 'finance', name: '示例财政局' });
  const officer = await makePerson(house(), bureau, ['unit_officer']);
  expect((await officer.get(`/tasks/${task}`)).status).toBe(404);
  const added = await office.send(`/tasks/${task}/assign`, {
    version: 1,
    add: [{ unit: '财政部门待定', role: 'supporting' }],
    remove: [supporting],
  });
  expect(added.body).toEqual({ version: 2, added: 1, removed: 1, unresolved: ['财政部门待定'] });
  const { id } = await one("select id from parts where task_id = $1 and unit_name = '财政部门待定'", [task]);
  expect(
    (await office.send(`/tasks/${task}/assign`, { version: 2, replace: [{ part: id, organisation: bureau.id }] }))
      .status,
  ).toBe(200);
  expect((await officer.get('/tasks')).body).toMatchObject({ total: 1, mine: true });
  expect(await one("select org_id, due_on::text from deadlines where row_id = $1 and kind = 'task.due'", [id])).toEqual(
    { org_id: bureau.id, due_on: '2026-12-31' },
  );
  expect(
    (await one("select stopped_at from deadlines where row_id = $1 and kind = 'task.due'", [supporting])).stopped_at,
  ).not.toBeNull();
  expect((await office.get(`/tasks?programme=${programme.id}&unresolved=true`)).body.total).toBe(0);
});

test('[C03] “各县（市、区）市场监管局” fans out: one part per member, roll-up n of m', async () => {
  const city = await makeOrganisation(house(), { kind: 'leading_office', division: '371500' });
  const members: TestOrganisation[] = [];
  for (const [division, name] of [
    ['371524', '东阿县市场监督管理局'],
    ['371525', '冠县市场监督管理局'],
    ['371526', '高唐县市场监督管理局'],
  ] as const) {
    members.push(await makeOrganisation(house(), { kind: 'market_regulation', division, name }));
  }
  const programme = await makeProgramme(house(), city);
  const office = await makePerson(house(), city, ['programme_officer']);
  const added = await office.send('/tasks', {
    programme: programme.id,
    text: '建设联络点',
    due_on: '2026-11-20',
    units: [{ unit: '各县（市、区）市场监管局', role: 'lead' }],
  });
  expect(added.body.parts).toBe(3);
  const member = await makePerson(house(), members[0] as TestOrganisation, ['unit_officer']);
  await member.send(`/tasks/${added.body.id}/report`, { text: '已建成。' });
  const listed = (await office.get(`/tasks?programme=${programme.id}`)).body.rows[0];
  expect(listed.groups).toEqual([
    { name: '各县（市、区）市场监管局', role: 'lead', members: 3, reported: 1, confirmed: 0, late: 3 },
  ]);
  expect(listed).toMatchObject({ units: [], parts: 3, parts_reported: 1, state: 'assigned', punctuality: 'late' });
  const mine = (await member.get('/tasks')).body.rows[0];
  expect(mine.mine).toHaveLength(1);
  const empty = await office.send('/tasks', {
    programme: programme.id,
    text: '空组',
    units: [{ unit: '各园区', role: 'lead' }],
  });
  expect(empty.body.reason).toBe('group_empty');
});

test('[C03] more time: asked with a reason, decided within three working days, the date and clock move', async () => {
  const { office, police, task, lead } = await scene();
  expect(
    (await police.send(`/tasks/${task}/ask-extension`, { part: lead, to_on: '2026-12-01', reason: '人手' })).body
      .reason,
  ).toBe('extension_not_longer');
  const asked = await police.send(`/tasks/${task}/ask-extension`, {
    part: lead,
    to_on: '2027-02-28',
    reason: '涉及多部门会签。',
  });
  // 21 November 2026 is a Saturday: Monday, Tuesday, Wednesday.
  expect(asked.body).toMatchObject({ decide_by: '2026-11-25', provisional: false });
  expect(
    (await police.send(`/tasks/${task}/ask-extension`, { part: lead, to_on: '2027-03-31', reason: '再问' })).body
      .reason,
  ).toBe('already_done');
  expect(
    (
      await office.send(`/tasks/${task}/refuse-extension`, {
        extension: asked.body.extension,
        reason: '请先分步完成。',
      })
    ).status,
  ).toBe(200);
  const again = await police.send(`/tasks/${task}/ask-extension`, {
    part: lead,
    to_on: '2027-02-28',
    reason: '已分步，仍需会签。',
  });
  expect((await office.send(`/tasks/${task}/grant-extension`, { extension: again.body.extension })).body).toEqual({
    part: lead,
    due_on: '2027-02-28',
  });
  expect((await office.send(`/tasks/${task}/grant-extension`, { extension: again.body.extension })).body.reason).toBe(
    'wrong_state',
  );
  expect((await one('select due_on::text from tasks where id = $1', [task])).due_on).toBe('2027-02-28');
  expect((await one("select due_on::text from deadlines where row_id = $1 and kind = 'task.due'", [lead])).due_on).toBe(
    '2027-02-28',
  );
  const shown = (await police.get(`/tasks/${task}`)).body.extensions;
  expect(shown.map((row: { state: string }) => row.state)).toEqual(['granted', 'refused']);
});

test('[C03] a part without a date needs no extension', async () => {
  const { police, task, lead } = await scene({ due: null });
  expect(
    (await police.send(`/tasks/${task}/ask-extension`, { part: lead, to_on: '2027-02-28', reason: '需要' })).body
      .reason,
  ).toBe('no_due_date');
});

test('[C03] cancelled with a reason and opened again: clocks stop and run', async () => {
  const { office, police, task, lead } = await scene();
  await police.send(`/tasks/${task}/ask-extension`, { part: lead, to_on: '2027-02-28', reason: '需要' });
  expect((await office.send(`/tasks/${task}/cancel`, { version: 1, reason: '职责调整。' })).body.state).toBe(
    'cancelled',
  );
  expect((await one('select state from extensions where part_id = $1', [lead])).state).toBe('cancelled');
  expect((await police.send(`/tasks/${task}/note`, { text: '补记' })).body.reason).toBe('wrong_state');
  expect((await police.get('/tasks')).body.total).toBe(0);
  expect((await office.send(`/tasks/${task}/reopen`, { reason: '恢复。' })).body).toEqual({
    state: 'assigned',
    parts: 2,
  });
  expect(
    (await one("select stopped_at from deadlines where row_id = $1 and kind = 'task.due'", [lead])).stopped_at,
  ).toBeNull();
});
