import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Day, Id, orNull, Version } from '#domain/schema.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { loadRemedy, type Remedy, startClock } from '#server/remedies/load.ts';

/** Who is in charge, one of the firm's people whom the firm itself names, and by when; it stands among that person's duties (C17). */
export const assignRemedy = verb({
  name: 'remedy.assign',
  input: Type.Object({ id: Id, version: Version, owner: Type.Optional(orNull(Id)), due_on: Day }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, owner, due_on }) {
    const { remedy } = await loadRemedy(ctx, { id, version, act: 'assign' });
    const owner_member = owner === undefined ? remedy.owner_member : owner;
    if (owner_member !== remedy.owner_member) await checkOwner(ctx, remedy, owner_member);
    await ctx.db
      .updateTable('remedies')
      .set({ owner_member, due_on, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await startClock(ctx, { ...remedy, owner_member }, due_on);
    ctx.about({ row: id, path: remedy.path, data: { due_on, owner: owner_member } });
    return { version: version + 1 };
  },
});

/** only_firm_names_owner for an office; member_unknown for somebody who is not, or no longer, of the firm. */
async function checkOwner({ db, actor }: VerbContext, remedy: Remedy, owner: string | null): Promise<void> {
  const field = 'owner';
  if (actor.kind !== 'person' || actor.organisation !== remedy.enterprise_id)
    throw new Refused('only_firm_names_owner', { field });
  if (owner === null) return;
  const member = await db.selectFrom('members').select(['org_id', 'state']).where('id', '=', owner).executeTakeFirst();
  if (member?.org_id !== remedy.enterprise_id || member.state === 'left')
    throw new Refused('member_unknown', { field });
}
