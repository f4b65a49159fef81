import { sql } from 'kysely';
import Type from 'typebox';
import { identityFields, SealedIdentity } from '#domain/identities/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { checkVerifyKey, readSealed } from '#server/identities/load.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf } from '#server/secrets/load.ts';

/** A person's key for this firm, made in the browser and sealed there; an officer on the roll admits it (C19). */
export const makeIdentity = verb({
  name: 'identity.make',
  input: Type.Object({ ...identityFields, sealed: SealedIdentity }),
  output: Type.Object({ id: Id, version: Type.Integer() }),
  async run({ db, now, actor, about }, { recipient, verify_key, sealed }) {
    const { organisation, person } = firmOf({ actor });
    checkVerifyKey(verify_key, person);
    const id = newId();
    const made = await db
      .insertInto('identities')
      .values({
        ...{ id, org_id: organisation, person_id: person, recipient, verify_key, state: 'asked' },
        ...{ sealed: readSealed(sealed, 'sealed'), created_at: now.toISOString() },
      })
      // As a literal: a parameter would not say that this is the index meant.
      .onConflict((conflict) =>
        conflict.columns(['org_id', 'person_id']).where(sql<boolean>`state <> 'retired'`).doNothing(),
      )
      .returning('id')
      .executeTakeFirst();
    if (!made) throw new Refused('identity_exists');
    about({ row: id, path: '', data: {} });
    return { id, version: 1 };
  },
});
