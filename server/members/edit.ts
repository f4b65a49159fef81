import Type from 'typebox';
import { memberFields } from '#domain/members/schema.ts';
import { Id, Version } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf, loadMember } from '#server/members/load.ts';

const { post: _post, access: _access, department: _department, ...particulars } = memberFields;

/** Corrects who somebody is. Post and access change by member.change-post, which starts what follows from it. */
export const editMember = verb({
  name: 'member.edit',
  input: Type.Object({ id: Id, version: Version, ...particulars }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, ...fields }) {
    const { organisation } = firmOf(ctx.actor);
    await loadMember(ctx.db, { id, organisation, version });
    await ctx.db
      .updateTable('members')
      .set({ ...fields, name: fields.name.trim(), version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: id, path: '' });
    return { version: version + 1 };
  },
});
