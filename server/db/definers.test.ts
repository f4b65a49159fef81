import { expect, test } from 'vitest';
import { hashToken } from '#server/kernel/session.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';

const house = useHouse();
const rowsOf = async (text: string, values: unknown[] = []) =>
  (await house().house.database.owner.query(text, values)).rows;

/** What a function answers to a person's own database role. */
async function asked(person: TestPerson, text: string, values: unknown[]) {
  const client = await house().house.database.owner.connect();
  try {
    await client.query('begin');
    const token = hashToken(person.cookie.slice('humi_session='.length));
    await client.query('select humi_open($1, $2)', [token, '2026-11-21T04:00:00Z']);
    await client.query('set local role humi_app');
    return (await client.query(text, values)).rows;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

test('what works past row security fixes its search path, and nobody may call it who is not named', async () => {
  const loose = await rowsOf(`select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
    and not coalesce(array_to_string(proconfig, ','), '') like '%search_path=public, pg_temp%'`);
  expect(loose).toEqual([]);
  const open =
    await rowsOf(`select p.proname from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
    and p.prorettype <> 'trigger'::regtype and exists (select 1 from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
      where a.grantee = 0 and a.privilege_type = 'EXECUTE') order by 1`);
  expect(open).toEqual([]);
});

test('[C15] the telephone of an office is for whoever sees a firm that it serves', async () => {
  const bureau = await makeOrganisation(house());
  const officer = await makePerson(house(), bureau, ['unit_officer']);
  await rowsOf("update people set phone = '13900000099' where id = $1", [officer.id]);
  const firm = await makeOrganisation(house(), { kind: 'enterprise' });
  await rowsOf('update enterprises set liaison_org = $2, liaison_person = $3 where org_id = $1', [
    ...[firm.id, bureau.id, officer.id],
  ]);
  const ask = (person: TestPerson) => asked(person, 'select phone from humi_liaison($1, $2)', [bureau.id, officer.id]);
  expect(await ask(await makePerson(house(), firm, ['enterprise_officer']))).toEqual([{ phone: '13900000099' }]);
  const rival = await makeOrganisation(house(), { kind: 'enterprise' });
  expect(await ask(await makePerson(house(), rival, ['enterprise_officer']))).toEqual([]);
});

test('[C15][C16] the page of a firm, the firms of a place and its sums answer nothing to who does not see them', async () => {
  const firm = await makeOrganisation(house(), { kind: 'enterprise' });
  const [{ division_code }] = await rowsOf('select division_code from enterprises where org_id = $1', [firm.id]);
  const text = `select humi_firm_page($1) ->> 'division_name' is not null as page, humi_firms_of($2, 50, 0) is not null as firms,
    humi_coverage_page($2, '2026-01-01') is not null as sums`;
  const ask = async (person: TestPerson) => (await asked(person, text, [firm.id, division_code]))[0];
  const none = { page: false, firms: false, sums: false };
  const rival = await makeOrganisation(house(), { kind: 'enterprise' });
  expect(await ask(await makePerson(house(), rival, ['enterprise_officer']))).toEqual(none);
  expect(await ask(await makePerson(house(), firm, ['enterprise_officer']))).toEqual({ ...none, page: true });
  const bureau = await makeOrganisation(house());
  expect(await ask(await makePerson(house(), bureau, ['unit_officer']))).toEqual(none);
  const officer = await makePerson(house(), bureau, ['programme_officer']);
  expect(await ask(officer)).toEqual({ page: true, firms: true, sums: true });
});
