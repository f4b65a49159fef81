import Type from 'typebox';
import { keyDays } from '#domain/keys/rules.ts';
import { KeyName } from '#domain/keys/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Day, Id, Instant } from '#domain/schema.ts';
import { newId } from '#server/kernel/id.ts';
import { hashToken, newToken } from '#server/kernel/session.ts';
import { verb } from '#server/kernel/verb.ts';
import { ruleNumber } from '#server/settings/load.ts';

/**
 * An access key for a program of one's own organisation. The answer shows its text this once; as an act of accounts it
 * is not kept for retries, so a retry is refused by the name instead of showing the text again.
 */
export const issueKey = verb({
  name: 'key.issue',
  gate: true,
  input: Type.Object({ name: KeyName, expires_on: Type.Optional(Day) }),
  output: Type.Object({ id: Id, key: Type.String(), expires_at: Instant }),
  async run({ db, now, today, actor, about }, { name: given, expires_on }) {
    // The permission table asks for a role, and a role comes with a post in an organisation.
    if (actor.kind !== 'person' || actor.post === null || actor.organisation === null)
      throw new Refused('not_permitted', { act: 'key.issue' });
    const usual = await ruleNumber(db, 'access_key_validity', today);
    const longest = await ruleNumber(db, 'access_key_longest', today);
    const expires_at = new Date(
      now.getTime() + keyDays({ today, expires_on, usual, longest }) * 86_400_000,
    ).toISOString();
    const [id, key, name] = [newId(), `humi_${newToken()}`, given.trim()];
    const dates = { created_at: now.toISOString(), expires_at };
    const made = await db
      .insertInto('access_keys')
      .values({
        id,
        token_hash: hashToken(key),
        org_id: actor.organisation,
        issued_by: actor.person,
        post_id: actor.post,
        name,
        ...dates,
      })
      .onConflict((conflict) => conflict.columns(['org_id', 'name']).where('revoked_at', 'is', null).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) throw new Refused('key_name_taken', { field: 'name', name });
    about({ row: id, path: '', data: { expires_at } });
    return { id, key, expires_at };
  },
});
