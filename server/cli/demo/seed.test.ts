import { expect, test } from 'vitest';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson } from '#test/people.ts';
import { seedDemonstration } from './seed.ts';

const house = useHouse();
const rows = async (sql: string) => (await house().house.database.owner.query(sql)).rows;

test('a database that holds anybody’s data is refused and left as it was', async () => {
  await makePerson(house(), await makeOrganisation(house()), ['unit_officer']);
  await expect(seedDemonstration(house())).rejects.toMatchObject({ reason: 'demo_refused' });
  expect(await rows("select 1 from installation where key = 'demo'")).toEqual([]);
  expect(await rows('select count(*)::integer as people from people')).toEqual([{ people: 1 }]);
});

/** What the demonstration has something of. */
const played = [
  'enterprises',
  'enterprise_applications',
  'enterprise_invitations',
  'visits',
  'visit_findings',
  'assessments',
  'remedies',
  'members',
  'agreements',
  'signings',
  'non_compete_pays',
  'learnings',
  'learning_answers',
  'member_kits',
  'documents',
  'document_steps',
  'identities',
  'roll_entries',
  'secrets',
  'secret_versions',
  'secret_steps',
  'secret_files',
  'readings',
  'leaks',
  'leak_versions',
  'preparations',
  'deadlines',
];

test('a demonstration that was cut short begins anew; a finished one is left alone', async () => {
  // What a kill in the middle leaves: the mark of a beginning, and rows that are not whole.
  await house().house.database.owner.query("insert into installation (key, value) values ('demo', 'begun')");
  await seedDemonstration(house());
  const published = await rows("select title from programmes where state = 'closed' and division_code !~ '^X'");
  expect(published, 'the five published programmes').toHaveLength(5);
  for (const table of played)
    expect(await rows(`select count(*)::integer as n from ${table}`), table).not.toEqual([{ n: 0 }]);
  const counts = 'select (select count(*) from programmes) as programmes, (select count(*) from events) as events';
  const before = await rows(counts);
  await seedDemonstration(house());
  expect(await rows(counts)).toEqual(before);
}, 600_000);
