import { expect, test } from 'vitest';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson } from '#test/people.ts';
import { makeProgramme } from '#test/programmes.ts';

const house = useHouse();

const system = { token: null, system: true } as const;

async function scene() {
  const office = await makeOrganisation(house(), { kind: 'leading_office' });
  const [police, court] = [
    await makeOrganisation(house(), { kind: 'police' }),
    await makeOrganisation(house(), { kind: 'court' }),
  ];
  const programme = await makeProgramme(house(), office, {
    tasks: [
      { text: '迟到的任务', due: '2026-11-01', lead: [police], supporting: [court] },
      { text: '临近的任务', due: '2026-11-24', lead: [police], measure: 1, phase: 1 },
      { text: '没有期限的任务', due: null, lead: [court] },
      { text: '已完成的任务', due: '2026-11-01', lead: [court], state: 'confirmed' },
      { text: '尚无单位的任务', due: '2027-06-30', lead: ['某某大学'] },
    ],
  });
  return {
    programme,
    office: await makePerson(house(), office, ['programme_officer']),
    police: await makePerson(house(), police, ['unit_officer']),
    court: await makePerson(house(), court, ['unit_officer']),
    policeId: police.id,
  };
}

const texts = (body: { rows: { text: string }[] }) => body.rows.map((row) => row.text);

test('[C03] a list narrows by measure, phase, unit, role, state, punctuality and text, and tells the total', async () => {
  const { office, programme, policeId } = await scene();
  const list = async (more: string) => (await office.get(`/tasks?programme=${programme.id}${more}`)).body;
  expect((await list('')).total).toBe(5);
  expect(texts(await list('&punctuality=late'))).toEqual(['迟到的任务']);
  expect(texts(await list('&punctuality=due_soon'))).toEqual(['临近的任务']);
  expect(texts(await list('&punctuality=undated'))).toEqual(['没有期限的任务']);
  expect(texts(await list('&state=confirmed'))).toEqual(['已完成的任务']);
  expect(texts(await list(`&measure=${programme.measures[1]}`))).toEqual(['临近的任务']);
  expect(texts(await list(`&phase=${programme.phases[1]}`))).toEqual(['临近的任务']);
  expect(texts(await list(`&organisation=${policeId}`))).toEqual(['迟到的任务', '临近的任务']);
  expect((await list(`&organisation=${policeId}&role=supporting`)).total).toBe(0);
  expect(texts(await list('&unresolved=true'))).toEqual(['尚无单位的任务']);
  expect(texts(await list(`&q=${encodeURIComponent('临近')}`))).toEqual(['临近的任务']);
  expect((await list(`&q=${encodeURIComponent('100%')}`)).total).toBe(0);
  expect(texts(await list('&sort=due_on&descending=true'))[0]).toBe('尚无单位的任务');
  expect(texts(await list('&due_from=2026-11-20&due_to=2026-11-30'))).toEqual(['临近的任务']);
  const page = await list('&page=2&size=2');
  expect([page.total, texts(page)]).toEqual([5, ['没有期限的任务', '已完成的任务']]);
  expect((await list('&page=9')).total).toBe(5);
  expect((await office.get('/tasks?state=lost')).status).toBe(400);
});

test('[C03] a unit reaches its own page without asking: mine is the default, by the state of its part', async () => {
  const { court, office } = await scene();
  const own = (await court.get('/tasks')).body;
  expect([own.mine, own.total, texts(own)]).toEqual([true, 3, ['迟到的任务', '没有期限的任务', '已完成的任务']]);
  expect((await court.get('/tasks?state=assigned')).body.total).toBe(2);
  expect((await court.get('/tasks?punctuality=late')).body.total).toBe(1);
  expect((await court.get('/tasks?mine=false')).body.total).toBe(5);
  expect((await office.get('/tasks')).body.mine).toBe(false);
});

test('[C03] a superior lists tasks across the programmes below, by division', async () => {
  const { programme } = await scene();
  const superior = await makePerson(house(), await makeOrganisation(house(), { division: '370000' }), [
    'superior_officer',
  ]);
  const all = (await superior.get('/tasks?division=371500')).body;
  expect(all.rows.some((row: { programme: string }) => row.programme === programme.id)).toBe(true);
  expect((await superior.get('/tasks?division=110000')).body.total).toBe(0);
  const total = async (more: string) => (await superior.get(`/tasks?division=371500${more}`)).body.total;
  expect(await total('&programme_state=running')).toBe(all.total);
  expect(await total('&programme_state=closed')).toBe(0);
  expect((await superior.get('/tasks?division=000000')).body.total).toBeGreaterThanOrEqual(all.total);
});

test('[C03] reminders in bulk: one a deadline and day, counted; units without a date or directory entry are told', async () => {
  const { office, police, programme } = await scene();
  const filter = { programme: programme.id };
  const sent = await office.send('/tasks/remind', { filter, message: '请于本周五前报送进展。' });
  expect(sent.body).toEqual({ sent: 3, already: 0, unreachable: 2, limit: 1000 });
  expect((await office.send('/tasks/remind', { filter })).body).toMatchObject({ sent: 0, already: 3 });
  const [late] = programme.tasks;
  expect((await office.get(`/tasks/${late?.id}`)).body.reminders).toMatchObject({
    total: 2,
    rows: [{ message: '请于本周五前报送进展。', by_system: false }, {}],
  });
  expect((await police.send('/tasks/remind', { filter })).status).toBe(403);
  const other = await scene();
  expect((await other.office.send('/tasks/remind', { ids: [late?.id] })).body.reason).toBe('not_lead_office');
  expect((await office.send('/tasks/remind', {})).body.reason).toBe('invalid');
});

test('[C03] every morning the system reminds 7, 3 and 1 days before, on the first day late and each week after', async () => {
  const { programme } = await scene();
  const { perform } = await import('#server/kernel/verb.ts');
  const { remindTasks } = await import('#server/tasks/remind.ts');
  const late = await house().house.database.owner.query(
    'select count(*)::int as n from deadlines where programme_id = $1',
    [programme.id],
  );
  expect(late.rows[0].n).toBeGreaterThan(0);
  const mornings: Record<string, number> = {};
  for (const day of ['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26']) {
    house().setTime(`${day}T00:00:00Z`);
    await perform(house().house, system, remindTasks, {});
    await perform(house().house, system, remindTasks, {});
    const { rows } = await house().house.database.owner.query(
      'select count(*)::int as n from reminders where programme_id = $1 and sent_on = $2 and sent_by is null',
      [programme.id, day],
    );
    mornings[day] = rows[0].n;
  }
  house().setTime('2026-11-21T04:00:00Z');
  // Due 24 November: three days, one day before, first day late. Late since 1 November for two units: 2, 9, 16, 23 November.
  expect(mornings).toEqual({
    '2026-11-21': 1,
    '2026-11-22': 0,
    '2026-11-23': 3,
    '2026-11-24': 0,
    '2026-11-25': 1,
    '2026-11-26': 0,
  });
});

test('[C03] the calendar holds the open deadlines of my organisation, folded and escaped', async () => {
  const { police } = await scene();
  const answer = await police.get('/tasks/calendar.ics');
  expect(String(answer.headers['content-type'])).toContain('text/calendar');
  const text = answer.bytes.toString();
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(2);
  expect(text).toContain('DTSTART;VALUE=DATE:20261124\r\nDTEND;VALUE=DATE:20261125');
  expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
});
