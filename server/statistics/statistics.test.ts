import { expect, test } from 'vitest';
import metrics from '#content/metrics.json' with { type: 'json' };
import { isMet, standingOf, trend } from '#domain/targets/rules.ts';
import { functionOf } from '#server/statistics/queries.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson } from '#test/people.ts';

const house = useHouse();
const owner = (text: string, values: unknown[] = []) => house().house.database.owner.query(text, values);

test('[C04] every available metric has its function in the database, and no other has', async () => {
  const { rows } = await owner(
    "select proname from pg_proc p where pronargs = 4 and proname ~ '^(count|rate)_' and pronamespace = 'public'::regnamespace order by 1",
  );
  const wanted = metrics.flatMap(({ key }) => functionOf(key) ?? []).sort();
  expect(rows.map((row: { proname: string }) => row.proname)).toEqual(wanted);
  expect(wanted).toHaveLength(metrics.filter(({ available }) => available).length);
});

test('[C04] every metric that counts is described in the database too', async () => {
  const { rows } = await owner(
    "select proname from pg_proc where pronargs = 4 and proname ~ '^(count|rate)_' and obj_description(oid, 'pg_proc') is null",
  );
  expect(rows).toEqual([]);
});

test('[C04] the catalogue says what is counted, what cannot be yet, and today’s number for my place', async () => {
  const county = await makeOrganisation(house(), { division: '371526' });
  for (let n = 0; n < 3; n += 1) await makeOrganisation(house(), { kind: 'enterprise', division: '371526' });
  await owner("update organisations set created_on = '2026-01-01' where division_code = '371526'");
  const officer = await makePerson(house(), county, ['programme_officer']);
  const { body } = await officer.get('/statistics');
  expect(body.total).toBe(metrics.length);
  const row = (key: string) => body.rows.find((one: { key: string }) => one.key === key);
  expect(row('enterprise')).toMatchObject({ available: true, value: 3, scope: 'place', denominator: null });
  expect(row('demonstration_enterprise')).toMatchObject({ available: false, value: null });
  expect(row('task_done')).toMatchObject({ available: true, value: null, scope: 'programme', kind: 'rate' });
  expect((await officer.get('/statistics?available=true')).body.total).toBe(15);
  const police = await makeOrganisation(house(), { kind: 'police', division: '371526' });
  const unit = await makePerson(house(), police, ['unit_officer']);
  const same = (await unit.get('/statistics?q=企业')).body.rows.find(
    (one: { key: string }) => one.key === 'enterprise',
  );
  expect(same.value, 'the number is the rule’s, not what the reader may see').toBe(3);
});

test('an administrator reads definitions and no numbers', async () => {
  const administrator = await makePerson(house(), await makeOrganisation(house()), ['audit_administrator']);
  const { status, body } = await administrator.get('/statistics');
  expect(status).toBe(200);
  expect(
    body.rows.every((row: { value: number | null; targets: number }) => row.value === null && row.targets === 0),
  ).toBe(true);
});

test('[C04] the database judges a target as domain/targets/rules.ts does', async () => {
  const today = '2026-11-21';
  const days = [null, '2026-11-20', today, '2027-06-30'];
  for (const comparison of ['at_least', 'exactly', 'at_most', 'between'] as const)
    for (const current of [null, 0, 3, 10, 12, 15, 16])
      for (const by_on of days)
        for (const from_on of [null, '2026-01-01'])
          for (const expected of [null, 4, 14]) {
            const one = {
              comparison,
              value: 10,
              value_to: comparison === 'between' ? 15 : null,
              current,
              by_on,
              from_on,
              expected,
            };
            const { rows } = await owner(
              'select humi_met($1, $2, $3, $4) as met, humi_standing($1, $2, $3, $4, $5, $6, $7, $8, $9) as standing',
              [comparison, 10, one.value_to, current, true, from_on, by_on, expected, today],
            );
            expect(rows[0], JSON.stringify(one)).toEqual({
              met: isMet(one, current),
              standing: standingOf({ ...one, counted: true }, today),
            });
          }
});

test('[C04] the database draws the trend as domain/targets/rules.ts does', async () => {
  const points = [
    { day: '2026-09-01', value: 2 },
    { day: '2026-09-20', value: 5 },
    { day: '2026-10-15', value: 5 },
    { day: '2026-11-21', value: 9 },
  ];
  const { rows } = await owner(
    `select round((regr_intercept(value, day - date '2000-01-01') + regr_slope(value, day - date '2000-01-01') * (date '2027-06-30' - date '2000-01-01'))::numeric, 2) as expected
       from jsonb_to_recordset($1::jsonb) as p(day date, value numeric)`,
    [JSON.stringify(points)],
  );
  expect(Number(rows[0].expected)).toBe(trend(points, '2027-06-30'));
});
