import { beforeAll, expect, test } from 'vitest';
import { statementText } from '#domain/evidence/statement.ts';
import { digestRecord } from '#server/evidence/digest-record.ts';
import { publishNow } from '#server/evidence/log/sequencer.ts';
import { perform } from '#server/kernel/verb.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson } from '#test/people.ts';

/** Somebody with the rights of the owner of the database rewrites the record, and then what would show it. */
const house = useHouse();
const night = () => perform(house().house, { token: null, system: true }, digestRecord, {});
const rows = async (text: string, values: unknown[] = []) =>
  (await house().house.database.owner.query(text, values)).rows;
const alarms = async () =>
  (await rows('select kind from evidence_alarms where ended_at is null')).map(({ kind }) => kind);
const rewrite = (text: string) =>
  rows(
    `alter table events disable trigger events_append_only; ${text}; alter table events enable trigger events_append_only`,
  );

beforeAll(async () => {
  const officer = await makePerson(house(), await makeOrganisation(house(), { kind: 'enterprise' }), [
    'enterprise_officer',
  ]);
  const file = { kind: 'file', size: 1, sha256: 'a'.repeat(64), sm3: 'b'.repeat(64) };
  for (let n = 0; n < 3; n += 1) await officer.send('/evidence', { files: [file] });
  house().setTime('2026-11-21T16:20:00Z');
  await night();
  await publishNow(house());
  await night();
});

test('[C45] a record that nobody touched is unchanged, before and after its digest is published', async () => {
  expect(await alarms()).toEqual([]);
});

test('the row of the day removed with the rewriting: the first digest comes back and the day shows', async () => {
  const [before] = await rows('select * from event_days');
  await rewrite(`update events set act = 'task.add' where act = 'evidence.deposit'`);
  await rows('delete from event_days');
  await night();
  expect(await rows('select sha256, deposit_id from event_days')).toEqual([
    { sha256: before.sha256, deposit_id: before.deposit_id },
  ]);
  expect(await alarms()).toEqual(['record_changed']);
});

test('the digest and its statement rewritten, too: the published entry does not commit to them', async () => {
  const [day] = await rows('select * from event_days');
  const { digestDay } = await import('#server/evidence/record/digest-day.ts');
  const { sha256, events, sm3 } = await house().house.database.write(
    { token: null, system: true },
    'humi_system',
    (db) => digestDay(db, day.day),
  );
  await rows('update event_days set sha256 = $1', [sha256]);
  await night();
  expect(await alarms()).toEqual(['record_changed']);
  const [{ text }] = await rows('select text from statements where deposit_id = $1', [day.deposit_id]);
  const statement = JSON.parse(text);
  const forged = statementText({ ...statement, facts: { ...statement.facts, sha256, events, sm3 } });
  await rows('update statements set text = $1 where deposit_id = $2', [forged, day.deposit_id]);
  await night();
  expect(await alarms()).toEqual(['record_changed']);
  // Put right again, nothing is left to tell.
  await rewrite(`update events set act = 'evidence.deposit' where act = 'task.add'`);
  await rows('update statements set text = $1 where deposit_id = $2', [text, day.deposit_id]);
  await rows('update event_days set sha256 = $1', [statement.facts.sha256]);
  await night();
  expect(await alarms()).toEqual([]);
});
