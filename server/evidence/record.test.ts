import { expect, test } from 'vitest';
import { alarmSentence } from '#domain/evidence/alarms.ts';
import { readStatement } from '#domain/evidence/statement.ts';
import { digestRecord } from '#server/evidence/digest-record.ts';
import { publishNow } from '#server/evidence/log/sequencer.ts';
import { perform } from '#server/kernel/verb.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson } from '#test/people.ts';
import { openProofFile } from '#verify/proof-file.ts';

const house = useHouse();
const night = () => perform(house().house, { token: null, system: true }, digestRecord, {});
const rows = async (text: string) => (await house().house.database.owner.query(text)).rows;

test('each day of the record of acts leaves a digest; a rewritten, a removed and a slipped-in act show [C45]', async () => {
  const firm = await makeOrganisation(house(), { kind: 'enterprise' });
  const officer = await makePerson(house(), firm, ['enterprise_officer']);
  const file = { kind: 'file', size: 1, sha256: 'a'.repeat(64), sm3: 'b'.repeat(64) };
  for (let n = 0; n < 3; n += 1) await officer.send('/evidence', { files: [file] });
  house().setTime('2026-11-21T16:20:00Z');
  await night();
  const [day] = await rows('select * from event_days');
  expect(day).toMatchObject({ day: '2026-11-21', events: 3, changed_at: null });
  const [stated] = await rows(`select text from statements where deposit_id = '${day.deposit_id}'`);
  expect(readStatement(stated.text)?.facts).toMatchObject({ day: '2026-11-21', events: 3, sha256: day.sha256 });
  expect(await rows('select * from evidence_alarms')).toEqual([]);

  // Whoever owns the database can do this; nobody who works through the product can.
  const rewrite = (text: string) =>
    rows(
      `alter table events disable trigger events_append_only; ${text}; alter table events enable trigger events_append_only`,
    );
  await rewrite(
    `update events set data = data || '{"deposits": 9}' where id = (select min(id::text)::uuid from events where at < '2026-11-21T16:00:00Z')`,
  );
  await night();
  expect(await rows('select kind, data, ended_at from evidence_alarms')).toEqual([
    { kind: 'record_changed', data: { about: '2026-11-21' }, ended_at: null },
  ]);
  expect(alarmSentence('record_changed', { about: '2026-11-21' }).zh).toContain('2026-11-21的办理记录与当日存证不符');
  await rewrite(`update events set data = data || '{"deposits": 1}' where data ->> 'deposits' = '9'`);
  await night();
  expect((await rows('select ended_at from evidence_alarms'))[0].ended_at).not.toBeNull();
  await rewrite(
    "insert into events (id, at, act, noun) values (gen_random_uuid(), '2026-11-21T03:00:00Z', 'task.add', 'task')",
  );
  await night();
  expect((await rows('select * from event_days where changed_at is not null')).length).toBe(1);
});

test('the auditor reads the digests of the record and takes their proofs along, and nothing of any organisation', async () => {
  await publishNow(house());
  const firm = await makeOrganisation(house(), { kind: 'enterprise' });
  const auditor = await makePerson(house(), await makeOrganisation(house()), ['audit_administrator']);
  const { body } = await auditor.get('/evidence?kind=evidence.digest-record');
  expect(body.total).toBeGreaterThan(0);
  expect(new Set(body.rows.map(({ kind }: { kind: string }) => kind))).toEqual(new Set(['evidence.digest-record']));
  expect((await auditor.get('/evidence?kind=file')).body.total).toBe(0);
  const proof = await auditor.get(`/evidence/${body.rows[0].id}/proof`);
  expect(proof.status).toBe(200);
  expect(openProofFile(proof.bytes).statement).toContain('"act":"evidence.digest-record"');
  const officer = await makePerson(house(), firm, ['enterprise_officer']);
  expect((await officer.get(`/evidence/${body.rows[0].id}`)).status).toBe(404);
});
