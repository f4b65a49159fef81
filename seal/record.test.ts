import fc from 'fast-check';
import { expect, test } from 'vitest';
import { at, firmId, foundedRoll, holder, keysOf } from '#test/keyholders.ts';
import { countRecipients, openBytes, sealBytes } from './age.ts';
import { digestsOfText } from './bytes.ts';
import { openCatalogue, sealCatalogue } from './catalogue.ts';
import { makeIdentity, signNote } from './identity.ts';
import { openRecord, type RecordDraft, resealRecord, sealRecord } from './record.ts';

const secret = '0192f0c0-0000-7000-8000-00000000aaaa';
const draft = (readers: readonly string[], more: Partial<RecordDraft<unknown>> = {}) => ({
  ...{ format: 'humi-secret/1' as const, subject: secret, version: 1, previous: null },
  ...{ need_to_know: readers, body: { title: '示例·配方', note: 'x\u0085\u0000' } },
  ...more,
});
const asked = { format: 'humi-secret/1', subject: secret } as const;
const refusal = (reason: string) => ({ name: 'Refused', reason });

test('[C19] a record opens for need-to-know, author and recovery key, and for nobody else', async () => {
  const firm = await foundedRoll(4);
  const roll = firm.roll();
  await fc.assert(
    fc.asyncProperty(fc.subarray(firm.people), fc.constantFrom(...firm.people), async (readers, author) => {
      const sealed = await sealRecord(draft(readers.map(({ person }) => person)), { author, roll, at });
      const expected = new Set([...readers, author, firm.recovery]);
      expect(sealed.recipients).toBe(expected.size);
      expect(countRecipients(sealed.file)).toBe(expected.size);
      for (const identity of [...firm.people, firm.root, firm.recovery]) {
        const opening = openRecord(sealed.file, { ...asked, version: 1 }, { identity, roll });
        if (expected.has(identity)) {
          const { record, sha256, sm3 } = await opening;
          expect(record.body).toEqual(draft([]).body);
          expect({ sha256, sm3 }).toEqual({ sha256: sealed.sha256, sm3: sealed.sm3 });
        } else await expect(opening).rejects.toMatchObject(refusal('sealed_not_for_me'));
      }
    }),
    { numRuns: 12 },
  );
});

test('[C19] any flipped byte of the ciphertext is refused', async () => {
  const { root, roll } = await foundedRoll(1);
  const { file } = await sealRecord(draft([]), { author: root, roll: roll(), at });
  for (let place = 0; place < file.length; place += 5) {
    const bent = file.slice();
    bent[place] = (bent[place] ?? 0) ^ 4;
    const opening = openRecord(bent, asked, { identity: root, roll: roll() });
    await expect(opening, `byte ${place}`).rejects.toMatchObject({ reason: /^sealed_(tampered|not_for_me)$/ });
  }
  for (const cut of [0, 50, file.length - 1])
    await expect(openRecord(file.slice(0, cut), asked, { identity: root, roll: roll() })).rejects.toMatchObject({
      name: 'Refused',
    });
});

test('[C19] each lie has its name', async () => {
  const firm = await foundedRoll(3);
  const [author, reader, other] = firm.people;
  if (!author || !reader || !other) throw new Error('people');
  const before = firm.roll();
  const one = await sealRecord(draft([reader.person]), { author, roll: before, at });
  const two = await sealRecord(draft([reader.person], { version: 2, previous: one.sha256 }), {
    author,
    roll: before,
    at,
  });
  const open = (file: Uint8Array, want: object = {}, roll = before) =>
    openRecord(file, { ...asked, ...want }, { identity: reader, roll });
  expect((await open(two.file, { version: 2, previous: one.sha256 })).record.version).toBe(2);
  await expect(open(one.file, { version: 2 })).rejects.toMatchObject(refusal('sealed_older_version'));
  await expect(open(two.file, { previous: two.sha256 })).rejects.toMatchObject(refusal('sealed_broken_chain'));
  await expect(open(one.file, { subject: firmId })).rejects.toMatchObject(refusal('sealed_other_subject'));
  await expect(open(one.file, { format: 'humi-form/1' })).rejects.toMatchObject(refusal('sealed_other_subject'));
  // The same note with one stanza more than its list says.
  const note = await openBytes(one.file, reader.secret);
  const recipients = [author, reader, other, firm.recovery].map(({ recipient }) => recipient);
  await expect(open(await sealBytes(note, recipients))).rejects.toMatchObject(refusal('sealed_too_many_readers'));
  const stranger = await holder(9);
  const signedBy = async (text: string, signer = stranger) =>
    sealBytes(new TextEncoder().encode(signNote(signer, text)), [reader.recipient]);
  const text = new TextDecoder().decode(note).split('\n\n— ')[0] ?? '';
  await expect(open(await signedBy(`${text}\n`))).rejects.toMatchObject(refusal('sealed_unknown_signer'));
  const claimed = `${text.replace(author.person, stranger.person)}\n`;
  await expect(open(await signedBy(claimed))).rejects.toMatchObject(refusal('sealed_unknown_signer'));
  const impostor = await makeIdentity(author, at);
  await expect(open(await signedBy(`${text}\n`, impostor))).rejects.toMatchObject(refusal('sealed_badly_signed'));
  const elsewhere = `${text.replace(firmId, secret)}\n`;
  await expect(open(await signedBy(elsewhere, author))).rejects.toMatchObject(refusal('sealed_other_firm'));
  await expect(open(await signedBy('no record\n', author))).rejects.toMatchObject(refusal('sealed_unreadable'));
});

test('[C19] a removed author signs nothing new; what was signed before stays good', async () => {
  const firm = await foundedRoll(2);
  const [author, reader] = firm.people;
  if (!author || !reader) throw new Error('people');
  const then = firm.roll();
  const old = await sealRecord(draft([reader.person]), { author, roll: then, at });
  const late = await sealRecord(draft([reader.person]), { author, roll: then, at: '2026-11-23T04:00:00.000Z' });
  firm.add({ kind: 'remove', person: author.person }, firm.root, '2026-11-22T04:00:00.000Z');
  const roll = firm.roll();
  expect((await openRecord(old.file, asked, { identity: reader, roll })).record.author).toBe(author.person);
  await expect(openRecord(late.file, asked, { identity: reader, roll })).rejects.toMatchObject(
    refusal('sealed_removed_signer'),
  );
  await expect(sealRecord(draft([author.person]), { author: reader, roll, at })).rejects.toMatchObject(
    refusal('not_on_roll'),
  );
});

test('[C19] a lost key: the recovery key seals the same text again for the new one', async () => {
  const firm = await foundedRoll(2);
  const [author, reader] = firm.people;
  if (!author || !reader) throw new Error('people');
  const sealed = await sealRecord(draft([reader.person]), { author, roll: firm.roll(), at });
  const renewed = await makeIdentity(reader, at);
  firm.add({ kind: 'admit', ...keysOf(renewed), rank: 'member' });
  const roll = firm.roll();
  await expect(openRecord(sealed.file, asked, { identity: renewed, roll })).rejects.toMatchObject(
    refusal('sealed_not_for_me'),
  );
  const again = await resealRecord(sealed.file, { secret: firm.recovery.secret, roll });
  const { record, sha256 } = await openRecord(again.file, asked, { identity: renewed, roll });
  expect([record.author, sha256]).toEqual([author.person, sealed.sha256]);
  await expect(openRecord(again.file, asked, { identity: reader, roll })).rejects.toMatchObject(
    refusal('sealed_not_for_me'),
  );
});

test('digests are those of the signed text, and two versions of the same words differ', async () => {
  const { root, roll } = await foundedRoll(0);
  const [one, two] = [
    await sealRecord(draft([]), { author: root, roll: roll(), at }),
    await sealRecord(draft([]), { author: root, roll: roll(), at }),
  ];
  expect(one.sha256).not.toBe(two.sha256);
  const note = new TextDecoder().decode(await openBytes(one.file, root.secret));
  const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
  expect(digestsOfText(text)).toEqual({ sha256: one.sha256, sm3: one.sm3 });
  await expect(
    sealRecord(draft([], { body: 'x'.repeat(1_000_000) }), { author: root, roll: roll(), at }),
  ).rejects.toMatchObject(refusal('record_too_long'));
});

test('[C19] a catalogue is written and read by its own person alone', async () => {
  const { root, people } = await foundedRoll(1);
  const entries = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`${at}`, { title: `示例${at}` }]));
  const file = await sealCatalogue(root, { at, entries });
  expect(await openCatalogue(root, file)).toEqual({ at, entries });
  const [other] = people;
  if (!other) throw new Error('people');
  await expect(openCatalogue(other, file)).rejects.toMatchObject(refusal('sealed_not_for_me'));
  await expect(openCatalogue(root, file.with(file.length - 1, 1))).rejects.toMatchObject({ name: 'Refused' });
  // Somebody who knows the published recipient cannot plant one.
  const planted = await sealBytes(new Uint8Array(10), [root.recipient]);
  await expect(openCatalogue(root, planted)).rejects.toMatchObject(refusal('sealed_not_for_me'));
});
