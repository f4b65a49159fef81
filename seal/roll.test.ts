import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatEntry, headOf, keyOf } from '#domain/identities/roll.ts';
import { at, firmId, foundedRoll, holder, keysOf } from '#test/keyholders.ts';
import { makeIdentity, signNote } from './identity.ts';
import { newerPin, openPin, pinOf, recipientsFor, signPin, verifyRoll, writeEntry } from './roll.ts';

const reasonOf = (work: () => unknown): string => {
  try {
    work();
    return 'accepted';
  } catch (error) {
    return (error as { reason?: string }).reason ?? String(error);
  }
};

test('[C19] a roll is founded, admits, removes; its recipients come from it alone', async () => {
  const { root, recovery, people, add, roll } = await foundedRoll(3);
  const [first, second, third] = people;
  if (!first || !second || !third) throw new Error('people');
  expect(recipientsFor(roll(), [root.person, first.person, first.person])).toEqual([
    root.recipient,
    first.recipient,
    recovery.recipient,
  ]);
  add({ kind: 'remove', person: first.person });
  expect(reasonOf(() => recipientsFor(roll(), [first.person]))).toBe('not_on_roll');
  add({ kind: 'admit', ...keysOf(second), rank: 'officer' });
  add({ kind: 'remove', person: root.person }, second);
  expect(keyOf(roll(), root.person)).toBeUndefined();
  expect(roll().root).toBe(root.verifyKey);
});

test('who may sign: officers everything, the recovery key only letting in, nobody else', async () => {
  const { root, recovery, people, add, notes, roll } = await foundedRoll(2);
  const [member, gone] = people;
  if (!member || !gone) throw new Error('people');
  const stranger = await holder(9);
  const admit = { kind: 'admit', ...keysOf(stranger), rank: 'officer' } as const;
  expect(reasonOf(() => writeEntry(roll(), admit, member, at))).toBe('roll_signer_may_not');
  expect(reasonOf(() => writeEntry(roll(), admit, stranger, at))).toBe('roll_signer_may_not');
  expect(reasonOf(() => writeEntry(roll(), { kind: 'remove', person: member.person }, recovery, at))).toBe(
    'roll_signer_may_not',
  );
  expect(reasonOf(() => writeEntry(roll(), { kind: 'remove', person: root.person }, root, at))).toBe(
    'roll_last_officer',
  );
  const demoted = { kind: 'admit', ...keysOf(root), rank: 'member' } as const;
  expect(reasonOf(() => writeEntry(roll(), demoted, root, at))).toBe('roll_last_officer');
  add({ kind: 'admit', ...keysOf(gone), rank: 'officer' });
  add({ kind: 'remove', person: gone.person });
  expect(reasonOf(() => writeEntry(roll(), admit, gone, at))).toBe('roll_signer_may_not');
  expect(reasonOf(() => writeEntry(roll(), { ...admit, recipient: member.recipient }, root, at))).toBe(
    'roll_key_taken',
  );
  expect(reasonOf(() => writeEntry(roll(), { ...admit, verifyKey: member.verifyKey }, root, at))).toBe(
    'roll_key_taken',
  );
  // The only officer forgot the passphrase: a new key of the same person, let in with the printed recovery key.
  const renewed = await makeIdentity(root, at);
  add({ kind: 'admit', ...keysOf(renewed), rank: 'officer' }, recovery);
  expect(keyOf(roll(), root.person)?.recipient).toBe(renewed.recipient);
  expect(notes).toHaveLength(7);
});

test('[C19] a server that lies about the roll is refused, by name', async () => {
  const { root, people, notes, add, roll } = await foundedRoll(3);
  const pin = pinOf(roll());
  const forged = await foundedRoll(3);
  const member = people[0];
  const outsider = await holder(8);
  if (!member) throw new Error('people');
  const byMember = signNote(
    member,
    formatEntry({
      organisation: firmId,
      seq: notes.length,
      previous: headOf(roll()),
      at,
      act: { kind: 'admit', ...keysOf(outsider), rank: 'member' },
    }),
  );
  const swapped = [...notes];
  [swapped[2], swapped[3]] = [notes[3] ?? '', notes[2] ?? ''];
  const lies: [string, string[], string][] = [
    ['shorter', notes.slice(0, -1), 'roll_shorter'],
    ['foreign root', forged.notes, 'roll_other_root'],
    ['reordered', swapped, 'roll_out_of_order'],
    ['an entry left out', notes.toSpliced(2, 1, notes[3] ?? '', byMember), 'roll_out_of_order'],
    ['by a mere member', [...notes, byMember], 'roll_signer_may_not'],
    ['a recipient replaced', notes.map((n) => n.replace(member.recipient, outsider.recipient)), 'roll_forked'],
    ['nothing', [], 'roll_shorter'],
  ];
  for (const [lie, shown, reason] of lies)
    expect([lie, reasonOf(() => verifyRoll(shown, firmId, pin))]).toEqual([lie, reason]);
  const replaced = notes.map((note) => note.replace(member.recipient, outsider.recipient));
  expect(reasonOf(() => verifyRoll(replaced, firmId))).toBe('roll_badly_signed');
  expect(reasonOf(() => verifyRoll(notes, outsider.person))).toBe('roll_other_firm');
  // Forked: the same officer signed another entry at the place that was seen.
  const shorter = verifyRoll(notes.slice(0, -1), firmId);
  const fork = [
    ...notes.slice(0, -1),
    writeEntry(shorter, { kind: 'admit', ...keysOf(outsider), rank: 'member' }, root, at),
  ];
  expect(reasonOf(() => verifyRoll(fork, firmId, pin))).toBe('roll_rewritten');
  add({ kind: 'admit', ...keysOf(outsider), rank: 'member' });
  expect(verifyRoll(notes, firmId, pin).length).toBe(6);
});

test('a pinned beginning is not checked twice, and cannot be changed for that reason', async () => {
  const { notes, people, roll } = await foundedRoll(2);
  const pin = pinOf(roll());
  for (const place of [0, 1, 2]) {
    const bent = notes.with(place, (notes[place] ?? '').replace(at, '2026-11-21T05:00:00.000Z'));
    expect(reasonOf(() => verifyRoll(bent, firmId, pin))).toMatch(/^roll_(forked|badly_signed)$/);
  }
  expect(people).toHaveLength(2);
});

test('any flipped letter of any entry is refused', async () => {
  const { notes } = await foundedRoll(1);
  fc.assert(
    fc.property(fc.nat(notes.length - 1), fc.nat(10_000), (entry, place) => {
      const note = notes[entry] ?? '';
      const at = place % (note.indexOf('\n\n') + 1);
      const bent = note.slice(0, at) + (note.charAt(at) === 'a' ? 'b' : 'a') + note.slice(at + 1);
      expect(reasonOf(() => verifyRoll(notes.with(entry, bent), firmId))).toMatch(/^roll_/);
    }),
    { numRuns: 60 },
  );
});

test('pins are signed by their person; the newer one counts, two roots are an alarm', async () => {
  const { root, people, roll } = await foundedRoll(1);
  const pin = pinOf(roll());
  expect(openPin(root, signPin(root, pin))).toEqual(pin);
  const [other] = people;
  if (!other) throw new Error('people');
  expect(reasonOf(() => openPin(root, signPin(other, pin)))).toBe('pins_tampered');
  expect(reasonOf(() => openPin(root, signPin(root, pin).replace(`\n${pin.length}\n`, '\n1\n')))).toBe('pins_tampered');
  expect(newerPin({ ...pin, length: 1 }, pin)).toEqual(pin);
  expect(newerPin(undefined, pin)).toEqual(pin);
  expect(reasonOf(() => newerPin(pin, { ...pin, root: other.verifyKey }))).toBe('roll_other_root');
});
