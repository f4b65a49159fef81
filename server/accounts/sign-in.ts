import { Secret, TOTP } from 'otpauth';
import Type, { type Static } from 'typebox';
import { type Limits, lockAfter } from '#domain/accounts/rules.ts';
import { Code, Password, SignedIn } from '#domain/accounts/schema.ts';
import { Refused } from '#domain/refused.ts';
import { verifyNothing, verifyPassword } from '#server/accounts/password.ts';
import { openSession } from '#server/accounts/session.ts';
import type { Writer } from '#server/db/open.ts';
import { verb } from '#server/kernel/verb.ts';
import { ruleNumbers } from '#server/settings/load.ts';

type Refusal = { refused: NonNullable<Static<typeof SignedIn>['refused']> };

/**
 * Password, then the one-time code where the account has one. Failures are counted and kept: they are answered
 * after the commit, not thrown, so that the count is not rolled back with them.
 */
export const signIn = verb({
  name: 'account.sign-in',
  gate: true,
  input: Type.Object({
    login: Type.String({ minLength: 1, maxLength: 60 }),
    password: Password,
    code: Type.Optional(Code),
    address: Type.Optional(Type.String()),
    agent: Type.Optional(Type.String()),
  }),
  output: SignedIn,
  async run({ db, now, today, about }, { login, password, code, address = '', agent = '' }) {
    const account = await loadAccount(db, login);
    if (!account?.password_hash) {
      await verifyNothing(password);
      about({ data: { result: 'unknown' } });
      return refuse('password_wrong', { field: 'password' });
    }
    const limits = await readLimits(db, today);
    const outcome = await check({ db, now, limits }, account, { password, code });
    about({ row: account.person_id, data: { result: outcome === null ? 'signed_in' : outcome.refused.reason } });
    return outcome ?? { token: await openSession(db, { person: account.person_id, now, today, address, agent }) };
  },
});

type Account = NonNullable<Awaited<ReturnType<typeof loadAccount>>>;
type Check = { db: Writer; now: Date; limits: Limits };

const loadAccount = (db: Writer, login: string) =>
  db
    .selectFrom('credentials')
    .innerJoin('people', 'people.id', 'credentials.person_id')
    .selectAll('credentials')
    .where('people.login', '=', login)
    .where('people.state', '=', 'active')
    .forUpdate('credentials')
    .executeTakeFirst();

/** Null when everything fits; otherwise what to answer. */
async function check(
  at: Check,
  account: Account,
  { password, code }: { password: string; code: string | undefined },
): Promise<Refusal | null> {
  if (account.locked_until !== null && account.locked_until > at.now.toISOString())
    return refuse('account_locked', { until: clockTime(account.locked_until) });
  if (!(await verifyPassword(account.password_hash ?? '', password))) return fail(at, account, 'password');
  if (account.totp_confirmed_at === null) return succeed(at, account, account.totp_last_step);
  if (code === undefined) return refuse('totp_needed', { field: 'code' });
  const step = codeStep(account.totp_secret ?? '', code, at.now);
  if (step === null || step <= account.totp_last_step) return fail(at, account, 'code');
  return succeed(at, account, step);
}

/** The 30-second step that a code belongs to, one step of drift allowed; null for a wrong code. */
export function codeStep(secret: string, code: string, now: Date): number | null {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token: code, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : Math.floor(now.getTime() / 30_000) + delta;
}

async function fail({ db, now, limits }: Check, account: Account, kind: 'password' | 'code'): Promise<Refusal> {
  const failures = (kind === 'password' ? account.password_failures : account.totp_failures) + 1;
  const until = lockAfter(kind, failures, { limits, now });
  const counted = until ? 0 : failures;
  await db
    .updateTable('credentials')
    .set({
      ...(kind === 'password' ? { password_failures: counted } : { totp_failures: counted }),
      ...(until ? { locked_until: until.toISOString() } : {}),
    })
    .where('person_id', '=', account.person_id)
    .execute();
  if (until) return refuse('account_locked', { until: clockTime(until.toISOString()) });
  return kind === 'password'
    ? refuse('password_wrong', { field: 'password' })
    : refuse('totp_wrong', { field: 'code' });
}

async function succeed({ db }: Check, account: Account, step: number): Promise<null> {
  await db
    .updateTable('credentials')
    .set({ password_failures: 0, totp_failures: 0, totp_last_step: step, locked_until: null })
    .where('person_id', '=', account.person_id)
    .execute();
  return null;
}

const refuse = (reason: string, detail: Record<string, string | number> = {}): Refusal => ({
  refused: { reason, detail },
});

/** "12:15" in China: what a person can act on. */
const clockTime = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16);

async function readLimits(db: Writer, today: string): Promise<Limits> {
  const keys = ['login_failures_before_lock', 'totp_failures_before_lock', 'login_lock_duration'];
  const [passwords, codes, minutes] = await ruleNumbers(db, keys, today);
  if (passwords === undefined || codes === undefined || minutes === undefined)
    throw new Refused('unknown_rule', { key: keys.join() });
  return { passwords, codes, minutes };
}
