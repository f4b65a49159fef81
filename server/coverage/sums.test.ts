import { expect, test } from 'vitest';
import { recountSums } from '#server/coverage/recount.ts';
import { newId } from '#server/kernel/id.ts';
import { perform } from '#server/kernel/verb.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation } from '#test/people.ts';

const house = useHouse();
const owner = () => house().house.database.owner;

/** A small chance generator, so that a failure can be done again. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Everything that is kept of regions, in an order that can be compared. */
async function kept(): Promise<{ firms: unknown[]; items: unknown[]; months: unknown[] }> {
  const read = async (text: string) => (await owner().query(text)).rows;
  return {
    firms:
      await read(`select division_code, industry_section, size, firms, assessed, contact_points, contact_assessed, a, b, c, d, score_sum::float
      from enterprise_sums where firms <> 0 order by 1, 2, 3`),
    items: await read(
      `select division_code, form_key, industry_section, size, items from missed_items where items <> '{}' order by 1, 2, 3, 4`,
    ),
    months: await read(
      `select division_code, month, finished, first_time, a, b, c, d, score_sum::float from assessment_months order by 1, 2`,
    ),
  };
}

const fold = () => owner().query('select humi_fold_sums(1000000)');
const recount = () => perform(house().house, { token: null, system: true }, recountSums, {});

async function makeForm(): Promise<string> {
  const id = newId();
  await owner().query(
    `insert into forms (id, key, version, title, state, content) values ($1, $2, 1, '示例', 'published', '{}')`,
    [id, `t${id.slice(-6)}`],
  );
  return id;
}

test('[C24] sums kept by the acts are those that a recount finds, whatever was done in what order', async () => {
  const form = await makeForm();
  const divisions = ['371524', '371525', '371502', '370102'];
  const firms: string[] = [];
  const pick = chance(20_261_122);
  const one = <T>(list: readonly T[]): T => list[pick(list.length)] as T; // never empty
  const steps: (() => Promise<unknown>)[] = [
    async () => firms.push((await makeOrganisation(house(), { kind: 'enterprise', division: one(divisions) })).id),
    () =>
      owner().query('update enterprises set industry = $2, size = $3 where org_id = $1', [
        one(firms),
        one(['C39', '3921', '65', null, 'X']),
        one(['micro', 'small', 'large', null]),
      ]),
    () => owner().query('update enterprises set contact_point = not contact_point where org_id = $1', [one(firms)]),
    () =>
      owner().query(
        `update organisations set division_code = d.code, path = d.path from divisions d where organisations.id = $1 and d.code = $2`,
        [one(firms), one(divisions)],
      ),
    () =>
      owner().query(
        `update organisations set state = case when state = 'active' then 'closed' else 'active' end where id = $1`,
        [one(firms)],
      ),
    () =>
      owner().query('update enterprises set state = $2 where org_id = $1', [
        one(firms),
        one(['listed', 'joined', 'applied', 'refused']),
      ]),
    () => owner().query('update enterprises set visited_on = now() where org_id = $1', [one(firms)]),
    () => finish(one(firms), form, pick),
    () => finish(one(firms), form, pick),
    fold,
  ];
  for (let n = 0; n < 12; n += 1) await steps[0]?.();
  for (let n = 0; n < 250; n += 1) await one(steps)();
  await fold();
  const acted = await kept();
  expect(acted.items.length * acted.months.length * acted.firms.length).toBeGreaterThan(0);
  await recount();
  expect(await kept()).toEqual(acted);
  // The comparison can fail: a sum that is one off is seen.
  await owner().query("update enterprise_sums set firms = firms + 1 where division_code = '371524'");
  expect(await kept()).not.toEqual(acted);
  await recount();
  expect(await kept()).toEqual(acted);
  // And an act that leaves nothing is seen.
  await owner().query('alter table enterprises disable trigger enterprises_counted');
  await owner().query(
    "update enterprises set size = 'medium' where org_id = (select org_id from enterprises where org_state = 'active' and state = 'listed' and size is distinct from 'medium' limit 1)",
  );
  await owner().query('alter table enterprises enable trigger enterprises_counted');
  const stale = await kept();
  await recount();
  expect(await kept()).not.toEqual(stale);
}, 120_000);

/** What finishing an assessment writes, with answers by chance. */
async function finish(firm: string, form: string, pick: (below: number) => number): Promise<void> {
  const id = newId();
  const answers = Object.fromEntries(
    ['A1', 'A2', 'B1', 'C1', 'I6'].map((item) => [item, { answer: [0, 0.5, 1, 'na'][pick(4)] }]),
  );
  const [score, grade, day] = [pick(1000) / 10, 'ABCD'[pick(4)], `2026-0${1 + pick(9)}-1${pick(9)}`];
  await owner().query(
    `with a as (insert into assessments (id, enterprise_id, division_code, path, form_id, profile, state, mode, filled_org, answers, score, grade, finished_at, finished_on)
       select $1, e.org_id, e.division_code, e.path, $3, 'standard', 'finished', 'self', e.org_id, $4, $5, $6, clock_timestamp(), $7 from enterprises e where e.org_id = $2)
     update enterprises set assessment_id = $1, score = $5, grade = $6 where org_id = $2`,
    [id, firm, form, JSON.stringify(answers), score, grade, day],
  );
}

test('[C24] acts of many at once wait for nobody, and all of them are counted once', async () => {
  const form = await makeForm();
  const firms = await Promise.all(
    Array.from(
      { length: 8 },
      async () => (await makeOrganisation(house(), { kind: 'enterprise', division: '371526' })).id,
    ),
  );
  const pick = chance(7);
  await Promise.all([
    ...firms.flatMap((firm) => [finish(firm, form, pick), finish(firm, form, pick)]),
    ...Array.from({ length: 6 }, async () => fold()),
    recount(),
  ]);
  await fold();
  const acted = await kept();
  await recount();
  expect(await kept()).toEqual(acted);
  const { rows } = await owner().query(
    "select sum(firms)::int as firms, sum(assessed)::int as assessed from enterprise_sums where division_code = '371526'",
  );
  expect(rows[0]).toEqual({ firms: 8, assessed: 8 });
});

test('[C17] a finished assessment is never changed', async () => {
  const form = await makeForm();
  const { id } = await makeOrganisation(house(), { kind: 'enterprise' });
  await finish(id, form, chance(3));
  await expect(owner().query("update assessments set answers = '{}' where enterprise_id = $1", [id])).rejects.toThrow(
    'not changed',
  );
});
