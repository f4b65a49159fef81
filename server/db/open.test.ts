import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Reader, Writer } from '#server/db/open.ts';
import { readRows } from '#server/db/rows.ts';
import { nameStatements } from '#server/db/statements.ts';
import { hashToken } from '#server/kernel/session.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';

const house = useHouse();

const callerOf = (cookie: string) => ({ token: hashToken(cookie.slice('humi_session='.length)) });

/** As whom and how a transaction really runs, asked of the database itself. */
const standing = async (db: Reader | Writer) => {
  const [row] = await readRows(
    // The reading handle's type is the narrower one; the test asks both kinds the same.
    db as Reader,
    sql<{ person: string; role: string; limit: string }>`select current_setting('humi.person', true) as person,
      current_user::text as role, current_setting('transaction_read_only') as limit, pg_sleep(0.002)`,
  );
  return { person: row?.person, role: row?.role, limit: row?.limit };
};

test('a busy pool hands connections on without a commit between: each request is its own person, reads stay reads', async () => {
  const { database } = house().house;
  const people: TestPerson[] = [];
  for (let made = 0; made < 6; made += 1)
    people.push(await makePerson(house(), await makeOrganisation(house()), ['unit_officer']));
  const requests = Array.from({ length: 120 }, async (_, index) => {
    const person = people[index % people.length];
    if (!person) throw new Error('there are people');
    const kind = index % 4 === 3 ? 'write' : 'read';
    const found = await database[kind](callerOf(person.cookie), 'humi_app', standing);
    expect(found).toEqual({ person: person.id, role: 'humi_app', limit: kind === 'read' ? 'on' : 'off' });
  });
  await Promise.all(requests);
});

test('what a request wrote on a busy pool is there for the next one', async () => {
  const { database } = house().house;
  const { cookie } = await makePerson(house(), await makeOrganisation(house()), ['system_administrator']);
  const count = (db: Reader) =>
    readRows(db, sql<{ n: number }>`select count(*) as n from calendar_days where name = '试'`);
  const day = (index: number) => new Date(Date.UTC(2090, 0, index + 1)).toISOString().slice(0, 10);
  for (let index = 0; index < 20; index += 1) {
    const reads = Array.from({ length: 30 }, () => database.read(callerOf(cookie), 'humi_app', count));
    await database.write(callerOf(cookie), 'humi_app', async (db) => {
      await db
        .insertInto('calendar_days')
        .values({ day: day(index), kind: 'holiday', name: '试', source: '试' })
        .execute();
    });
    expect(await database.read(callerOf(cookie), 'humi_app', count)).toEqual([{ n: index + 1 }]);
    await Promise.all(reads);
  }
});

test('a statement gets its name when it comes again and again, and there are never more than a hundred', () => {
  const nameOf = nameStatements();
  const names = Array.from({ length: 6 }, () => nameOf('select 1'));
  expect(names.slice(0, 4)).toEqual([undefined, undefined, undefined, undefined]);
  expect(new Set(names.slice(4))).toEqual(new Set(['humi_1']));
  const many = Array.from({ length: 500 }, (_, index) => `select ${index + 2}`);
  for (let round = 0; round < 6; round += 1) for (const text of many) nameOf(text);
  expect(many.filter((text) => nameOf(text) !== undefined)).toHaveLength(99);
});
