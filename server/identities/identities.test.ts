import { expect, test } from 'vitest';
import { encodeBase64 } from '#domain/evidence/base64.ts';
import { growRoll, headOf, type Roll, type RollAct } from '#domain/identities/roll.ts';
import { type Identity, makeIdentity, sealIdentity } from '#seal/identity.ts';
import { pinOf, rollTools, signPin, verifyRoll, writeEntry } from '#seal/roll.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';

const house = useHouse();
const at = '2026-11-21T04:00:00.000Z';
const rows = async (sql: string, values: unknown[] = []) =>
  (await house().house.database.owner.query(sql, values)).rows;
const keys = ({ person, recipient, verifyKey }: Identity) => ({ person, recipient, verifyKey });

async function makeKey(person: TestPerson) {
  const identity = await makeIdentity({ person: person.id, organisation: person.organisation.id }, at);
  const sealed = encodeBase64(await sealIdentity(identity, '示例口令', 1));
  const body = { recipient: identity.recipient, verify_key: identity.verifyKey, sealed };
  const answer = await person.send('/identities', body);
  expect(answer.status).toBe(200);
  return { identity, id: answer.body.id as string, body };
}

/** A firm with a founded roll, an officer and an employee who has asked. */
async function makeFirm() {
  const firm = await makeOrganisation(house(), { kind: 'enterprise' });
  const officer = await makePerson(house(), firm, ['enterprise_officer']);
  const employee = await makePerson(house(), firm, ['employee']);
  const [own, theirs] = [await makeKey(officer), await makeKey(employee)];
  const recovery = await makeIdentity({ person: firm.id, organisation: firm.id }, at);
  const grow = (roll: Roll | undefined, note: string) =>
    growRoll(roll, note, { organisation: firm.id, tools: rollTools });
  const first = writeEntry(undefined, { kind: 'found', ...keys(own.identity) }, own.identity, at);
  const { recipient, verifyKey } = recovery;
  const second = writeEntry(grow(undefined, first), { kind: 'recovery', recipient, verifyKey }, own.identity, at);
  const notes = [first, second];
  const sign = async (act: RollAct, signer = own.identity) => writeEntry(await roll(officer), act, signer, at);
  return { firm, officer, employee, own, theirs, recovery, notes, sign };
}

async function foundedFirm() {
  const made = await makeFirm();
  expect((await made.officer.send('/identities/found', { notes: made.notes })).status).toBe(200);
  return made;
}

async function roll(person: TestPerson): Promise<Roll> {
  const { body } = await person.get('/identities/roll');
  return verifyRoll(body.notes, person.organisation.id);
}

test('[C19] two people make keys, the officer founds the roll and admits; each entry is deposited', async () => {
  const { officer, employee, theirs, sign, own } = await foundedFirm();
  const note = await sign({ kind: 'admit', ...keys(theirs.identity), rank: 'member' });
  const admitted = await officer.send(`/identities/${theirs.id}/admit`, { note });
  expect(admitted.body).toMatchObject({ seq: 2 });
  const verified = await roll(employee);
  expect(verified.length).toBe(3);
  expect(verified.root).toBe(own.identity.verifyKey);
  const statements = await rows('select text from statements where deposit_id = $1', [admitted.body.deposit]);
  expect(JSON.parse(statements[0].text)).toMatchObject({
    act: 'identity.admit',
    facts: { seq: 2, digest: headOf(verified) },
  });
  const list = await officer.get('/identities');
  expect(list.body).toMatchObject({ total: 2, asked: 0 });
  expect((await employee.get('/identities')).body.rows.filter((row: { id: string | null }) => row.id)).toHaveLength(1);
  const mine = await employee.get('/identities/mine');
  expect(mine.body.own).toMatchObject({ state: 'active', sealed: theirs.body.sealed });
  expect((await rows('select count(*)::int as n from events where row_id = $1', [theirs.id]))[0].n).toBe(2);
});

test('an employee founds, admits and removes nobody; another firm sees nothing; an office has no keys', async () => {
  const { officer, employee, theirs, notes, sign } = await makeFirm();
  expect((await employee.send('/identities/found', { notes })).status).toBe(403);
  expect((await officer.send('/identities/found', { notes })).status).toBe(200);
  const note = await sign({ kind: 'admit', ...keys(theirs.identity), rank: 'member' });
  expect((await employee.send(`/identities/${theirs.id}/admit`, { note })).status).toBe(403);
  const stranger = await makePerson(house(), await makeOrganisation(house(), { kind: 'enterprise' }), [
    'enterprise_officer',
  ]);
  expect((await stranger.send(`/identities/${theirs.id}/admit`, { note })).status).toBe(404);
  expect((await stranger.send('/identities/remove', { person: theirs.identity.person, note })).status).toBe(404);
  expect((await stranger.get('/identities/roll')).body).toMatchObject({ total: 0, notes: [] });
  expect((await stranger.get('/identities')).body.total).toBe(1);
  const bureau = await makePerson(house(), await makeOrganisation(house()), ['programme_officer']);
  expect((await bureau.get('/identities/roll')).status).toBe(403);
});

test('what the server can check of an entry, it checks', async () => {
  const { officer, employee, own, theirs, recovery, sign, firm } = await foundedFirm();
  const admit = (note: string) => officer.send(`/identities/${theirs.id}/admit`, { note });
  const good = await sign({ kind: 'admit', ...keys(theirs.identity), rank: 'member' });
  expect((await admit(good.replace(theirs.identity.recipient, own.identity.recipient))).body.reason).toBe(
    'roll_badly_signed',
  );
  expect(
    (
      await admit(
        await sign({ kind: 'remove', person: theirs.identity.person }).catch(() => good.replace('admit', 'amit')),
      )
    ).body.reason,
  ).toBe('roll_unreadable');
  const stranger = await makeIdentity({ person: employee.id, organisation: firm.id }, at);
  const otherKey = await sign({ kind: 'admit', ...keys(stranger), rank: 'member' });
  expect((await admit(otherKey)).body.reason).toBe('roll_other_key');
  const renewed = await makeIdentity({ person: firm.id, organisation: firm.id }, at);
  const recoveryAct = { kind: 'recovery', recipient: renewed.recipient, verifyKey: renewed.verifyKey } as const;
  expect((await admit(await sign(recoveryAct))).body.reason).toBe('roll_other_act');
  expect((await rows('select count(*)::int as n from roll_entries where org_id = $1', [firm.id]))[0].n).toBe(2);
  expect((await admit(good)).status).toBe(200);
  // The same place twice: somebody was faster.
  const again = await admit(good);
  expect([again.status, again.body.reason]).toEqual([409, 'changed_meanwhile']);
  const replaced = await officer.send('/identities/replace-recovery', { note: await sign(recoveryAct) });
  expect(replaced.body).toMatchObject({ seq: 3 });
  // The replaced recovery key lets nobody in any more.
  const current = await roll(officer);
  expect(() =>
    writeEntry(current, { kind: 'admit', ...keys(theirs.identity), rank: 'officer' }, recovery, at),
  ).toThrow();
});

test('somebody with two posts is one person of the firm, on the last day of a post too; before the first day nobody', async () => {
  const { firm, officer, employee } = await makeFirm();
  await rows(
    `insert into posts (id, person_id, org_id, path, title, roles, from_on)
      select gen_random_uuid(), person_id, org_id, path, '示例兼职', '{enterprise_officer}', from_on from posts where person_id = $1`,
    [employee.id],
  );
  await rows("update posts set to_on = '2026-11-21' where person_id = $1", [employee.id]);
  const later = await makePerson(house(), firm, ['employee']);
  await rows("update posts set from_on = '2026-12-01' where person_id = $1", [later.id]);
  const { body } = await officer.get('/identities');
  expect(body).toMatchObject({ total: 2, asked: 2 });
  const found = body.rows.find(({ person }: { person: string }) => person === employee.id);
  expect(found).toMatchObject({ is_officer: true });
});

test('one Idempotency-Key, one entry; a roll is founded once', async () => {
  const { officer, notes, firm } = await makeFirm();
  const key = { 'idempotency-key': 'found-1' };
  const [one, two] = [
    await officer.send('/identities/found', { notes }, key),
    await officer.send('/identities/found', { notes }, key),
  ];
  expect([one.status, two.body]).toEqual([200, one.body]);
  expect((await officer.send('/identities/found', { notes })).body.reason).toBe('roll_exists');
  expect((await rows('select count(*)::int as n from roll_entries where org_id = $1', [firm.id]))[0].n).toBe(2);
});

test('two officers at once: one entry is kept, the other reads the roll again', async () => {
  const { officer, theirs, sign } = await foundedFirm();
  const notes = [
    await sign({ kind: 'admit', ...keys(theirs.identity), rank: 'member' }),
    await sign({ kind: 'admit', ...keys(theirs.identity), rank: 'officer' }),
  ];
  const answers = await Promise.all(notes.map((note) => officer.send(`/identities/${theirs.id}/admit`, { note })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await roll(officer)).length).toBe(3);
});

test('a lost passphrase: the key is retired, a new one made, and the recovery key admits its only officer', async () => {
  const { officer, recovery, own } = await foundedFirm();
  expect((await officer.send('/identities', own.body)).body.reason).toBe('identity_exists');
  const { version } = (await officer.get('/identities/mine')).body.own;
  expect((await officer.send('/identities/retire', { version: version + 1 })).status).toBe(409);
  expect((await officer.send('/identities/retire', { version })).status).toBe(200);
  expect((await officer.get('/identities/mine')).body.own).toBeNull();
  const renewed = await makeKey(officer);
  const note = writeEntry(
    await roll(officer),
    { kind: 'admit', ...keys(renewed.identity), rank: 'officer' },
    recovery,
    at,
  );
  expect((await officer.send(`/identities/${renewed.id}/admit`, { note })).status).toBe(200);
  const now = (await roll(officer)).keys.filter(({ until }) => until === undefined);
  expect(now).toMatchObject([{ person: officer.id, recipient: renewed.identity.recipient, rank: 'officer' }]);
});

test('a new passphrase, a passkey, a pin: the own row alone, in the version that was read', async () => {
  const { employee, theirs, officer } = await foundedFirm();
  const sealed = encodeBase64(await sealIdentity(theirs.identity, '另一个口令', 1));
  expect((await employee.send('/identities/reseal', { version: 1, sealed })).body).toEqual({ version: 2 });
  expect((await employee.send('/identities/reseal', { version: 1, sealed })).status).toBe(409);
  const bad = await employee.send('/identities/reseal', { version: 2, sealed: 'A'.repeat(120) });
  expect([bad.status, bad.body.field]).toEqual([400, 'sealed']);
  const credential = `AGE-PLUGIN-FIDO2PRF-1${'Q'.repeat(60)}`;
  expect((await employee.send('/identities/passkey', { version: 2, sealed, credential })).body).toEqual({ version: 3 });
  expect((await employee.get('/identities/mine')).body.own).toMatchObject({ passkey_sealed: sealed, version: 3 });
  await employee.send('/identities/passkey', { version: 3, sealed: null, credential: null });
  expect((await employee.get('/identities/mine')).body.own.passkey_sealed).toBeNull();
  const pins = signPin(theirs.identity, pinOf(await roll(officer)));
  expect((await employee.send('/identities/pin', { pins })).status).toBe(200);
  expect((await employee.get('/identities/mine')).body.own.pins).toBe(pins);
  const mine = await makeIdentity({ person: officer.id, organisation: officer.organisation.id }, at);
  const borrowed = { recipient: mine.recipient, verify_key: mine.verifyKey, sealed };
  expect((await employee.send('/identities', borrowed)).body).toMatchObject({ reason: 'invalid', field: 'verify_key' });
});

test('removal ends the key, also of somebody who had given it up; the last officer stays', async () => {
  const { officer, employee, theirs, sign, own } = await foundedFirm();
  await officer.send(`/identities/${theirs.id}/admit`, {
    note: await sign({ kind: 'admit', ...keys(theirs.identity), rank: 'member' }),
  });
  await employee.send('/identities/retire', { version: 2 });
  const note = await sign({ kind: 'remove', person: employee.id });
  expect((await officer.send('/identities/remove', { person: employee.id, note })).body).toMatchObject({ seq: 3 });
  expect((await employee.get('/identities/mine')).body.own).toBeNull();
  await expect(sign({ kind: 'remove', person: own.identity.person })).rejects.toMatchObject({
    reason: 'roll_last_officer',
  });
});
