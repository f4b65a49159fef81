import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { at, firmId, holder } from '#test/keyholders.ts';
import { sealBytes } from './age.ts';
import { decodeBech32, encodeBech32 } from './bech32.ts';
import { encodeBase32 } from './bytes.ts';
import {
  catalogueSecret,
  changePassphrase,
  fingerprintOf,
  identityOf,
  openIdentity,
  sealIdentity,
} from './identity.ts';

const passphrase = '示例口令-mako-tebi-suna-19';
const quick = 10;

test('[C19] an identity opens with its passphrase, typed in full width too, and for its owner alone', async () => {
  const made = await holder(1);
  const sealed = await sealIdentity(made, passphrase, quick);
  expect(await openIdentity(sealed, passphrase, made)).toEqual(made);
  expect(await openIdentity(sealed, ` ${passphrase.replace('19', '１９')} `, made)).toEqual(made);
  await expect(openIdentity(sealed, `${passphrase}x`, made)).rejects.toMatchObject({ reason: 'passphrase_wrong' });
  const other = await holder(2);
  await expect(openIdentity(sealed, passphrase, other)).rejects.toMatchObject({ reason: 'identity_of_another' });
  const elsewhere = { person: made.person, organisation: other.person };
  await expect(openIdentity(sealed, passphrase, elsewhere)).rejects.toMatchObject({ reason: 'identity_of_another' });
});

test('any changed byte of a sealed identity is refused', async () => {
  const made = await holder(1);
  const sealed = await sealIdentity(made, passphrase, 1);
  for (let place = 0; place < sealed.length; place += 7) {
    const bent = sealed.slice();
    bent[place] = (bent[place] ?? 0) ^ 1;
    await expect(openIdentity(bent, passphrase, made), `byte ${place}`).rejects.toMatchObject({ name: 'Refused' });
  }
});

test('a new passphrase opens the same identity, the old one nothing', async () => {
  const made = await holder(1);
  const sealed = await sealIdentity(made, passphrase, quick);
  const changed = await changePassphrase(sealed, { from: passphrase, to: '另一个足够长的新口令', owner: made });
  expect((await openIdentity(changed, '另一个足够长的新口令', made)).secret).toBe(made.secret);
  await expect(openIdentity(changed, passphrase, made)).rejects.toMatchObject({ reason: 'passphrase_wrong' });
}, 60_000);

test('everything follows from the secret: recipient, signing key, catalogue key, fingerprint', async () => {
  const made = await holder(1);
  const again = await identityOf(made.secret, made, at);
  expect(again).toEqual(made);
  expect(made.verifyKey).toMatch(new RegExp(`^${made.person}\\+[0-9a-f]{8}\\+`));
  expect(fingerprintOf(made)).toMatch(/^([A-Z2-7]{4}-){4}[A-Z2-7]{4}$/);
  expect(fingerprintOf(await holder(1))).not.toBe(fingerprintOf(made));
  expect(catalogueSecret(made)).toMatch(/^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/);
  expect(await identityToRecipient(catalogueSecret(made))).not.toBe(made.recipient);
  expect(made.organisation).toBe(firmId);
});

test('bech32 and base32 as their specifications say', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(57), (bytes, place) => {
      const text = encodeBech32('age-secret-key-', bytes);
      expect(decodeBech32('age-secret-key-', text.toUpperCase())).toEqual(bytes);
      const at = 'age-secret-key-1'.length + place;
      const bent = text.slice(0, at) + (text.charAt(at) === 'q' ? 'p' : 'q') + text.slice(at + 1);
      expect(decodeBech32('age-secret-key-', bent)).toBeUndefined();
    }),
  );
  expect(encodeBase32(new TextEncoder().encode('foobar'))).toBe('MZXW6YTBOI');
});

test('the age program of Debian opens what is sealed for an identity, and the identity file itself by hand', async () => {
  const made = await holder(1);
  const folder = mkdtempSync(join(tmpdir(), 'humi-age-'));
  try {
    writeFileSync(join(folder, 'key.txt'), `${made.secret}\n`);
    writeFileSync(
      join(folder, 'sealed.age'),
      await sealBytes(new TextEncoder().encode('示例内容\n'), [made.recipient]),
    );
    const opened = spawnSync('age', ['-d', '-i', 'key.txt', 'sealed.age'], { cwd: folder, encoding: 'utf8' });
    expect([opened.status, opened.stdout, opened.stderr]).toEqual([0, '示例内容\n', '']);
    const sealedByAge = spawnSync('age', ['-r', made.recipient, '-o', 'theirs.age'], { cwd: folder, input: 'abc' });
    expect(sealedByAge.status).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
