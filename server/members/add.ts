import Type from 'typebox';
import { memberFields } from '#domain/members/schema.ts';
import { Id } from '#domain/schema.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';
import { startKits } from '#server/members/kits.ts';
import { countMembers, firmOf } from '#server/members/load.ts';

/** Somebody of the firm, with or without an account. `entry_kit` starts the checklist of entry (C21; D1, D4, D5). */
export const addMember = verb({
  name: 'member.add',
  input: Type.Object({ ...memberFields, entry_kit: Type.Optional(Type.Boolean()) }),
  output: Type.Object({ id: Id, version: Type.Integer() }),
  async run(ctx, { entry_kit = false, ...fields }) {
    const { db, now, today } = ctx;
    const { organisation } = firmOf(ctx.actor);
    const id = newId();
    const name = fields.name.trim();
    await db
      .insertInto('members')
      .values({ ...fields, id, name, org_id: organisation, created_at: now.toISOString() })
      .execute();
    const people = entry_kit ? [{ member: id, access: fields.access, from: fields.entered_on ?? today }] : [];
    await startKits(db, { kind: 'entry', organisation, people }, now);
    await countMembers(db, organisation);
    ctx.about({ row: id, path: '', data: { access: fields.access, kind: fields.kind, entry_kit } });
    return { id, version: 1 };
  },
});
