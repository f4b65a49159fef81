import { growRoll, type Roll } from '#domain/identities/roll.ts';
import { type Identity, makeIdentity, sealIdentity } from '#seal/identity.ts';
import { openRecord, type RecordFormat, sealRecord } from '#seal/record.ts';
import { rollTools, writeEntry } from '#seal/roll.ts';
import { newId } from '#server/kernel/id.ts';
import { testNow } from './house.ts';
import { makeOrganisation, makePerson, type TestPerson } from './people.ts';

export const at = new Date(testNow).toISOString();

type Place = Parameters<typeof makeOrganisation>[0];

/** A firm whose people hold keys: two officers, an employee who is let in, one who is not; its roll and recovery key. */
export async function makeFirm(house: Place) {
  const firm = await makeOrganisation(house, { kind: 'enterprise' });
  const [officer, second] = [
    await makePerson(house, firm, ['enterprise_officer']),
    await makePerson(house, firm, ['enterprise_officer']),
  ];
  const [employee, outsider] = [
    await makePerson(house, firm, ['employee']),
    await makePerson(house, firm, ['employee']),
  ];
  const keys = new Map<string, Identity>();
  for (const { id } of [officer, second, employee, outsider])
    keys.set(id, await makeIdentity({ person: id, organisation: firm.id }, at));
  const keyOf = ({ id }: TestPerson): Identity => {
    const key = keys.get(id);
    if (!key) throw new Error('no key');
    return key;
  };
  const recovery = await makeIdentity({ person: firm.id, organisation: firm.id }, at);
  const root = keyOf(officer);
  let roll: Roll | undefined;
  const notes: string[] = [];
  const add = (act: Parameters<typeof writeEntry>[1]): Roll => {
    const note = writeEntry(roll, act, root, at);
    notes.push(note);
    roll = growRoll(roll, note, { organisation: firm.id, tools: rollTools });
    return roll;
  };
  const halves = ({ person, recipient, verifyKey }: Identity) => ({ person, recipient, verifyKey });
  add({ kind: 'found', ...halves(root) });
  add({ kind: 'recovery', recipient: recovery.recipient, verifyKey: recovery.verifyKey });
  add({ kind: 'admit', ...halves(keyOf(second)), rank: 'officer' });
  add({ kind: 'admit', ...halves(keyOf(employee)), rank: 'member' });
  const whole = add({ kind: 'admit', ...halves(keyOf(outsider)), rank: 'member' });
  return { firm, officer, second, employee, outsider, keyOf, recovery, notes, roll: whole };
}

export type TestFirm = Awaited<ReturnType<typeof makeFirm>>;

export const passphrase = '示例口令-mako-tebi-suna-19';

/** Keeps keys and roll where the pages look for them, sealed under one passphrase with little work: for journeys. */
export async function keepKeys(
  { house }: Place,
  { firm, officer, second, employee, outsider, keyOf, notes }: TestFirm,
) {
  const { owner } = house.database;
  for (const person of [officer, second, employee, outsider]) {
    const { recipient, verifyKey } = keyOf(person);
    const sealed = Buffer.from(await sealIdentity(keyOf(person), passphrase, 10));
    await owner.query(
      `insert into identities (id, org_id, person_id, recipient, verify_key, sealed, state) values ($1, $2, $3, $4, $5, $6, 'active')`,
      [newId(), firm.id, person.id, recipient, verifyKey, sealed],
    );
  }
  for (const [seq, note] of notes.entries())
    await owner.query('insert into roll_entries (org_id, seq, note, person_id) values ($1, $2, $3, $4)', [
      firm.id,
      seq,
      note,
      officer.id,
    ]);
}

type Draft = {
  readonly subject: string;
  readonly body: object;
  readonly readers: readonly TestPerson[];
  readonly format?: RecordFormat;
  readonly version?: number;
  readonly previous?: string | null;
};

/** What a page sends of a sealed text. */
export async function sealFor({ keyOf, roll }: TestFirm, author: TestPerson, draft: Draft) {
  const { subject, body, readers, format = 'humi-secret/1', version = 1, previous = null } = draft;
  const need_to_know = readers.map(({ id }) => id);
  const { file, sha256, sm3 } = await sealRecord(
    { format, subject, version, previous, need_to_know, body },
    { author: keyOf(author), roll, at },
  );
  return { sealed: Buffer.from(file).toString('base64'), sha256, sm3, size: 500 };
}

/** What a reader finds in an age file of the server. */
export async function openAs<Body>(
  { keyOf, roll }: TestFirm,
  reader: TestPerson,
  { sealed, ...asked }: { sealed: string; subject: string; version: number; format?: RecordFormat; previous?: string },
) {
  const { format = 'humi-secret/1', ...rest } = asked;
  return openRecord<Body>(Buffer.from(sealed, 'base64'), { format, ...rest }, { identity: keyOf(reader), roll });
}

export const body = { title: '示例·配方', content: '密点标记-甲' };

/** A draft of the officer with its readers, added through HTTP. */
export async function addSecret(firm: TestFirm, readers: readonly TestPerson[], more: object = {}) {
  const id = newId();
  const sealed = await sealFor(firm, firm.officer, { subject: id, body: { ...body, ...more }, readers });
  const added = await firm.officer.send('/secrets', { id, readers: readers.map((one) => one.id), ...sealed });
  return { id, sealed, added };
}

/** A sealed form of an act. */
export const formOf = (
  firm: TestFirm,
  author: TestPerson,
  { id, readers }: { id: string; readers: readonly TestPerson[] },
) => sealFor(firm, author, { subject: id, body: { reason: '表单标记-乙' }, readers, format: 'humi-form/1' });
