import { hash, verify } from '@node-rs/argon2';
import { checkPassword } from '#domain/accounts/rules.ts';
import type { Writer } from '#server/db/open.ts';

/** Argon2id with the library's defaults (19 MiB, 2 passes: OWASP's minimum). */
export const verifyPassword = (stored: string, password: string): Promise<boolean> => verify(stored, password);

/** Sets the password after the rule has looked at it, and forgets failures and locks. */
export async function setPassword(
  db: Writer,
  { person, login, password, now }: { person: string; login: string; password: string; now: Date },
): Promise<void> {
  checkPassword(password, login);
  const fresh = {
    password_hash: await hash(password),
    password_failures: 0,
    totp_failures: 0,
    locked_until: null,
    changed_at: now.toISOString(),
  };
  await db
    .insertInto('credentials')
    .values({ person_id: person, ...fresh })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(fresh))
    .execute();
}

let decoy: Promise<string> | undefined;

/** Spends the time of a real check, so that a login that does not exist answers no faster than one that does. */
export async function verifyNothing(password: string): Promise<void> {
  decoy ??= hash('no such person');
  await verify(await decoy, password);
}
