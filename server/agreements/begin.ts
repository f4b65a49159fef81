import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { Opened, openSigning } from '#server/agreements/open-signing.ts';
import { newId } from '#server/kernel/id.ts';
import { hashToken, newToken } from '#server/kernel/session.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf } from '#server/members/load.ts';

/** A member with an account opens the own agreement that waits for a signature; being signed in stands for link and code. */
export const beginSigning = verb({
  name: 'agreement.begin',
  gate: true,
  input: Type.Object({ id: Id }),
  output: Opened,
  async run(ctx, { id }) {
    const { db, now } = ctx;
    const { person, organisation } = firmOf(ctx.actor);
    const agreement = await db
      .selectFrom('agreements')
      .select(['id', 'sha256', 'state', 'number'])
      .where('id', '=', id)
      .where('org_id', '=', organisation)
      .where('person_id', '=', person)
      .forUpdate()
      .executeTakeFirst();
    if (!agreement || agreement.state === 'draft') throw new Refused('not_found', { noun: 'agreement' });
    if (agreement.state !== 'sent') throw new Refused('wrong_state', { state: agreement.state });
    const signing = newId();
    await db
      .insertInto('signings')
      .values({
        ...{ id: signing, agreement_id: id, org_id: organisation, way: 'account', sha256: agreement.sha256 },
        ...{ token_hash: hashToken(newToken()), expires_at: now.toISOString(), created_at: now.toISOString() },
        created_by: person,
      })
      .execute();
    ctx.about({ row: id, path: '', data: { number: agreement.number } });
    return openSigning(db, { id: signing, agreement_id: id }, ctx);
  },
});
