import { expect, test } from 'vitest';
import { newId } from '#server/kernel/id.ts';
import { readTable } from '#server/kernel/sheets.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson } from '#test/people.ts';

const house = useHouse();

const rows = async (sql: string, values: unknown[] = []) =>
  (await house().house.database.owner.query(sql, values)).rows;

/** A firm that a station serves, below a bureau that oversees the county, and another station that serves nobody. */
async function scene() {
  const firm = await makeOrganisation(house(), { kind: 'enterprise' });
  const station = await makeOrganisation(house(), { kind: 'station' });
  const elsewhere = await makeOrganisation(house(), { kind: 'station' });
  const bureau = await makeOrganisation(house(), { kind: 'market_regulation' });
  await rows('update enterprises set station_org = $1 where org_id = $2', [station.id, firm.id]);
  return {
    ...{ firm, station },
    officer: await makePerson(house(), station, ['station_officer']),
    stranger: await makePerson(house(), elsewhere, ['station_officer']),
    overseer: await makePerson(house(), bureau, ['programme_officer']),
    owner: await makePerson(house(), firm, ['enterprise_officer']),
    employee: await makePerson(house(), firm, ['employee']),
  };
}

type Scene = Awaited<ReturnType<typeof scene>>;

const finding = (more: object = {}) => ({
  ...{ id: newId(), topic: 'agreements', what: '技术人员未签保密协议', severity: 'high' },
  ...{ remedy: '补签保密协议', due_on: '2026-12-20' },
  ...more,
});

const visitTo = ({ firm }: Scene, more: object = {}) => ({
  ...{ id: newId(), enterprise: firm.id, told_at: '2026-11-21T03:55:00.000Z', kind: 'visit', visited_on: '2026-11-21' },
  ...{
    present: ['企业法务负责人'],
    topics: ['agreements', 'needs'],
    note: '介绍保护政策。',
    internal_note: '配合度一般。',
  },
  ...{ next_on: '2027-02-20', findings: [finding()], closes: [] },
  ...more,
});

test('[C15] a visit by phone: the firm sees it without the internal note; those above and the visitors with it', async () => {
  const there = await scene();
  const body = visitTo(there);
  const added = await there.officer.send('/visits', body);
  expect([added.status, added.body]).toEqual([200, { id: body.id, version: 1, warnings: [] }]);
  const seen = (await there.owner.get(`/visits/${body.id}`)).body;
  expect(seen).toMatchObject({
    note: '介绍保护政策。',
    internal_note: null,
    is_firm: true,
    may_change: false,
    open: 1,
  });
  for (const who of [there.officer, there.overseer])
    expect((await who.get(`/visits/${body.id}`)).body.internal_note).toBe('配合度一般。');
  expect((await there.stranger.get(`/visits/${body.id}`)).status).toBe(404);
  expect((await there.employee.get(`/visits/${body.id}`)).status).toBe(403);
  const [firm] = await rows('select visited_on::text from enterprises where org_id = $1', [there.firm.id]);
  expect(firm.visited_on).toBe('2026-11-21');
  const notes = await rows("select 1 from events where data::text like '%配合度%' or data::text like '%保密协议%'");
  expect(notes).toEqual([]);
});

test('[C15] sent twice, also after three days and at the same time, it is one visit; other content under its id is refused', async () => {
  const there = await scene();
  const body = visitTo(there, { told_at: '2026-11-18T04:00:00Z', visited_on: '2026-11-18' });
  const [one, two] = await Promise.all([there.officer.send('/visits', body), there.officer.send('/visits', body)]);
  expect([one.status, two.status]).toEqual([200, 200]);
  const later = await there.officer.send('/visits', body);
  expect([later.status, later.body]).toEqual([200, { id: body.id, version: 1, warnings: ['sent_later'] }]);
  expect((await there.officer.get(`/visits?enterprise=${there.firm.id}`)).body.total).toBe(1);
  const other = await there.officer.send('/visits', { ...body, note: '其他内容' });
  expect([other.status, other.body.reason]).toEqual([422, 'visit_sent_otherwise']);
  const foreign = await scene();
  const taken = await foreign.officer.send('/visits', { ...visitTo(foreign), id: body.id });
  expect([taken.status, taken.body.reason]).toEqual([422, 'visit_sent_otherwise']);
});

test('[C15] one idempotency key twice is one visit', async () => {
  const there = await scene();
  const body = visitTo(there);
  const key = { 'idempotency-key': 'a-key' };
  expect((await there.officer.send('/visits', body, key)).status).toBe(200);
  expect((await there.officer.send('/visits', body, key)).body).toMatchObject({ id: body.id, version: 1 });
  expect((await there.officer.get('/visits')).body.total).toBe(1);
});

test('[C15] the clock of a phone may be wrong: both times are kept and it is said; a day to come is refused', async () => {
  const there = await scene();
  const ahead = visitTo(there, { told_at: '2026-11-21T05:00:00+00:00', findings: [] });
  expect((await there.officer.send('/visits', ahead)).body.warnings).toEqual(['clock_ahead']);
  const shown = (await there.officer.get(`/visits/${ahead.id}`)).body;
  expect([shown.told_at, shown.received_at, shown.warnings]).toEqual([
    '2026-11-21T05:00:00.000Z',
    '2026-11-21T04:00:00.000Z',
    ['clock_ahead'],
  ]);
  const tomorrow = await there.officer.send('/visits', visitTo(there, { visited_on: '2026-11-22' }));
  expect([tomorrow.status, tomorrow.body.reason, tomorrow.body.field]).toEqual([422, 'visit_ahead', 'visited_on']);
  const early = await there.officer.send('/visits', visitTo(there, { findings: [finding({ due_on: '2026-11-20' })] }));
  expect([early.body.reason, early.body.field]).toEqual(['visit_days', 'findings.0.due_on']);
  const wrong = await there.officer.send('/visits', visitTo(there, { told_at: 'yesterday' }));
  expect([wrong.status, wrong.body.reason]).toEqual([400, 'invalid']);
});

test('[C15] who neither serves nor oversees a firm records nothing there; a firm and an employee may not', async () => {
  const there = await scene();
  expect((await there.stranger.send('/visits', visitTo(there))).status).toBe(404);
  expect((await there.owner.send('/visits', visitTo(there))).status).toBe(403);
  expect((await there.employee.send('/visits', visitTo(there))).status).toBe(403);
  expect((await there.overseer.send('/visits', visitTo(there))).status).toBe(200);
});

test('[C15] follow-up: clocks for the firm and the visitors, told done by the firm, confirmed on the return visit', async () => {
  const there = await scene();
  const [seen, other] = [finding(), finding({ what: '访客未登记', due_on: null })];
  const body = visitTo(there, { findings: [seen, other] });
  await there.officer.send('/visits', body);
  const clocks = () =>
    rows(
      'select kind, org_id, due_on::text, met_at is not null as met from deadlines where row_id = $1 order by kind',
      [body.id],
    );
  expect(await clocks()).toEqual([
    { kind: `finding.check.${seen.id.slice(-12)}`, org_id: there.station.id, due_on: '2026-12-20', met: false },
    { kind: `finding.due.${seen.id.slice(-12)}`, org_id: there.firm.id, due_on: '2026-12-20', met: false },
    { kind: 'visit.next', org_id: there.station.id, due_on: '2027-02-20', met: false },
  ]);
  expect((await there.owner.send(`/visits/findings/${seen.id}/report`, { version: 1 })).body).toEqual({ version: 2 });
  expect((await clocks()).map(({ met }) => met)).toEqual([false, true, false]);
  expect((await there.officer.send(`/visits/findings/${seen.id}/confirm`, { version: 1 })).status).toBe(409);
  const back = visitTo(there, { kind: 'return', findings: [], closes: [seen.id], next_on: null });
  await there.officer.send('/visits', back);
  expect((await clocks()).map(({ met }) => met)).toEqual([true, true, true]);
  const shown = (await there.owner.get(`/visits/${body.id}`)).body;
  expect(shown.items.map((item: { state: string }) => item.state)).toEqual(['done', 'open']);
  expect(shown.items[0]).toMatchObject({ done_on: '2026-11-21', done_visit: back.id });
  expect((await there.officer.send(`/visits/findings/${seen.id}/reopen`, { version: 3 })).body).toEqual({ version: 4 });
  expect((await clocks()).map(({ met }) => met)).toEqual([false, false, true]);
  expect((await there.owner.send(`/visits/findings/${seen.id}/confirm`, { version: 4 })).status).toBe(403);
  expect((await there.stranger.send(`/visits/findings/${seen.id}/confirm`, { version: 4 })).status).toBe(404);
});

test('[C15] findings of another firm are not closed by a visit', async () => {
  const [there, elsewhere] = [await scene(), await scene()];
  const foreign = visitTo(elsewhere);
  await elsewhere.officer.send('/visits', foreign);
  const body = visitTo(there, { closes: [foreign.findings[0]?.id] });
  expect((await there.officer.send('/visits', body)).status).toBe(200);
  expect((await elsewhere.officer.get(`/visits/${foreign.id}`)).body.items[0].state).toBe('open');
});

test('[C15] corrected by its own organisation only, on the newest version; discarded it counts no more', async () => {
  const there = await scene();
  const body = visitTo(there);
  await there.officer.send('/visits', body);
  const { id, enterprise: _firm, told_at: _told, ...fields } = body;
  const changed = { ...fields, note: '补充说明。', findings: [finding({ what: '机房无门禁' })] };
  expect((await there.overseer.send(`/visits/${id}/edit`, { ...changed, version: 1 })).body.reason).toBe(
    'visit_not_yours',
  );
  expect((await there.stranger.send(`/visits/${id}/edit`, { ...changed, version: 1 })).status).toBe(404);
  expect((await there.officer.send(`/visits/${id}/edit`, { ...changed, version: 1 })).body).toEqual({ version: 2 });
  expect((await there.officer.send(`/visits/${id}/edit`, { ...changed, version: 1 })).status).toBe(409);
  const shown = (await there.officer.get(`/visits/${id}`)).body;
  expect([shown.note, shown.items.map(({ what }: { what: string }) => what)]).toEqual(['补充说明。', ['机房无门禁']]);
  expect((await there.officer.send(`/visits/${id}/discard`, { version: 2, reason: '登记错了企业' })).status).toBe(200);
  const running = 'select 1 from deadlines where row_id = $1 and met_at is null and stopped_at is null';
  expect(await rows(running, [id])).toEqual([]);
  const [firm] = await rows('select visited_on from enterprises where org_id = $1', [there.firm.id]);
  expect(firm.visited_on).toBeNull();
  expect((await there.officer.send(`/visits/${id}/edit`, { ...changed, version: 3 })).status).toBe(409);
});

test('[C15] lists with filters and total, a workbook with a row for each finding, firms for the phone', async () => {
  const there = await scene();
  await there.officer.send(
    '/visits',
    visitTo(there, { findings: [finding(), finding({ what: '=1+1', topic: null })] }),
  );
  await there.officer.send(
    '/visits',
    visitTo(there, { kind: 'patrol', visited_on: '2026-11-20', findings: [], topics: [] }),
  );
  const total = async (q: string) => (await there.officer.get(`/visits?${q}`)).body.total;
  expect(
    await Promise.all(
      ['', 'kind=patrol', 'findings=open', 'findings=none', 'topic=agreements', 'to=2026-11-20'].map(total),
    ),
  ).toEqual([2, 1, 1, 1, 1, 1]);
  expect(await total(`q=${encodeURIComponent(there.firm.name)}`)).toBe(2);
  const sheet = readTable((await there.officer.get('/visits/export.xlsx')).bytes, 100);
  expect(sheet).toHaveLength(4);
  expect(sheet[2]).toContain("'=1+1");
  expect(sheet.flat().join()).not.toContain('配合度');
  const firms = (await there.officer.get('/visits/firms')).body;
  expect(firms).toMatchObject({ total: 1, rows: [{ id: there.firm.id, served: true, visited_on: '2026-11-21' }] });
  expect(firms.rows[0].open).toHaveLength(2);
});

test('[C15] the research report: firms visited, findings by topic and industry, follow-up; as a workbook', async () => {
  const there = await scene();
  await rows("update enterprises set industry = 'C27' where org_id = $1", [there.firm.id]);
  const done = finding({ due_on: null });
  await there.officer.send(
    '/visits',
    visitTo(there, { findings: [done, finding({ topic: 'systems', severity: 'low' })] }),
  );
  await there.officer.send(`/visits/findings/${done.id}/confirm`, { version: 1 });
  const report = (await there.officer.get('/visits/research?from=2026-11-01&to=2026-11-30')).body;
  expect(report).toMatchObject({ visits: 1, firms: 1, firms_total: 1, findings: 2, followed: 1, late: 0 });
  expect(report.topics).toEqual([
    { key: 'agreements', firms: 1, findings: 1, high: 1, followed: 1 },
    { key: 'systems', firms: 1, findings: 1, high: 0, followed: 0 },
  ]);
  expect(report.industries).toEqual([{ key: 'C27', firms: 1, findings: 2, high: 1, followed: 1 }]);
  expect((await there.officer.get('/visits/research?to=2026-10-31')).body.visits).toBe(0);
  const turned = await there.officer.get('/visits/research?from=2026-11-30&to=2026-11-01');
  expect([turned.status, turned.body.reason, turned.body.field]).toEqual([422, 'visit_period', 'from']);
  const sheet = readTable((await there.officer.get('/visits/research.xlsx?from=2026-11-01&to=2026-11-30')).bytes, 100);
  expect(sheet.map((line) => line.slice(0, 3).join())).toContain('按方面,协议签订,1');
  expect((await there.stranger.get('/visits/research')).body.visits).toBe(0);
});

test('[C04] visits are counted for targets', async () => {
  const there = await scene();
  const count = async () =>
    (
      await rows("select count(*)::int as n from count_visit('2026-11-21', '', null, false) c where c.org_id = $1", [
        there.station.id,
      ])
    )[0].n;
  const body = visitTo(there, { findings: [] });
  await there.officer.send('/visits', body);
  expect(await count()).toBe(1);
  await there.officer.send(`/visits/${body.id}/discard`, { version: 1, reason: '重复' });
  expect(await count()).toBe(0);
});
