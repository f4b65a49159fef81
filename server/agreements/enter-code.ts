import { timingSafeEqual } from 'node:crypto';
import Type from 'typebox';
import { Code, Token } from '#domain/accounts/schema.ts';
import { Refused } from '#domain/refused.ts';
import { checkSigning } from '#server/agreements/load.ts';
import { Opened, openSigning } from '#server/agreements/open-signing.ts';
import { codeHash } from '#server/agreements/send.ts';
import { hashToken } from '#server/kernel/session.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { ruleNumber } from '#server/settings/load.ts';

/**
 * The link and the code that was handed over another way: both right, and the text opens. Wrong codes are counted in
 * the database, committed with the refusal; after so many (rule row signing_code_tries) the link is dead.
 */
export const enterCode = verb({
  name: 'agreement.enter-code',
  gate: true,
  input: Type.Object({
    token: Token,
    code: Code,
    address: Type.Optional(Type.String()),
    agent: Type.Optional(Type.String()),
  }),
  output: Type.Object({
    opened: Type.Optional(Opened),
    refused: Type.Optional(
      Type.Object({
        reason: Type.String(),
        detail: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
      }),
    ),
  }),
  async run(ctx, { token, code, address = '', agent = '' }) {
    const { db, today } = ctx;
    const signing = await loadSigning(ctx, token);
    const most = await ruleNumber(db, 'signing_code_tries', today);
    if (signing.tries >= most) throw new Refused('signing_locked');
    const right = same(signing.code_hash ?? '', codeHash(token, code));
    ctx.about({ row: signing.agreement_id, path: '', data: { right } });
    if (!right) {
      const tries = signing.tries + 1;
      await db.updateTable('signings').set({ tries }).where('id', '=', signing.id).execute();
      const left = most - tries;
      return {
        refused:
          left > 0
            ? { reason: 'code_wrong', detail: { field: 'code', left } }
            : { reason: 'signing_locked', detail: {} },
      };
    }
    await db.updateTable('signings').set({ address, agent }).where('id', '=', signing.id).execute();
    return { opened: await openSigning(db, signing, ctx) };
  },
});

const same = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** The signing behind a link, locked. Unknown, used, ended and expired each say so; times are the server's alone. */
async function loadSigning({ db, now }: Pick<VerbContext, 'db' | 'now'>, token: string) {
  const signing = await db
    .selectFrom('signings')
    .selectAll()
    .where('token_hash', '=', hashToken(token))
    .where('way', '=', 'link')
    .forUpdate()
    .executeTakeFirst();
  const found = checkSigning(signing);
  if (found.expires_at <= now.toISOString()) throw new Refused('signing_expired');
  return found;
}
