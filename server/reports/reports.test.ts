import { expect, test } from 'vitest';
import { newId } from '#server/kernel/id.ts';
import { perform } from '#server/kernel/verb.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson } from '#test/people.ts';
import { remindReports } from './remind.ts';

const house = useHouse();
const rows = async (sql: string, values: unknown[]) => (await house().house.database.owner.query(sql, values)).rows;

const everyMorning = () => perform(house().house, { token: null, system: true }, remindReports, {});

test('[C10] a programme without an end: each morning opens the dates that come within reach, and reminds once a day', async () => {
  const office = await makeOrganisation(house());
  const officer = await makePerson(house(), office, ['programme_officer']);
  const [programme, duty] = [newId(), newId()];
  await rows(
    "insert into programmes (id, org_id, division_code, path, title, from_on) values ($1, $2, '371524', $3, '示例方案', '2026-01-01')",
    [programme, office.id, office.path],
  );
  await rows("insert into shares (noun, row_id, org_id) values ('programme', $1, $2)", [programme, office.id]);
  await rows(
    "insert into reporting_duties (id, programme_id, path, due, receivers) values ($1, $2, $3, '{06-30,12-31}', '{市局}')",
    [duty, programme, office.path],
  );
  expect((await everyMorning()).opened).toBe(2);
  expect((await everyMorning()).opened).toBe(0);
  const list = await officer.get(`/reports?programme=${programme}`);
  expect(list.body.rows.map((row: { due_on: string }) => row.due_on)).toEqual(['2026-12-31', '2027-06-30']);

  const [rule] = await rows("select value::int as days from rule_rows where key = 'task_reminder_last'", []);
  house().setTime(`2026-12-${31 - rule.days}T02:00:00Z`);
  expect((await everyMorning()).sent).toBe(1);
  expect((await everyMorning()).sent).toBe(0);
  expect(await rows('select org_id from reminders where programme_id = $1', [programme])).toEqual([
    { org_id: office.id },
  ]);

  await rows("update reports set state = 'submitted' where id = $1", [list.body.rows[0].id]);
  house().setTime('2027-01-05T02:00:00Z');
  await everyMorning();
  // The session of the test has ended by then, so the rows are asked.
  const kept = await rows('select due_on::text, state from reports where programme_id = $1 order by due_on', [
    programme,
  ]);
  expect(kept).toEqual([
    { due_on: '2026-12-31', state: 'submitted' },
    { due_on: '2027-06-30', state: 'due' },
    { due_on: '2027-12-31', state: 'due' },
  ]);
});
