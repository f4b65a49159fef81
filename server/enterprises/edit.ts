import Type from 'typebox';
import { checkIndustry } from '#domain/enterprises/rules.ts';
import { officeFields, profileFields } from '#domain/enterprises/schema.ts';
import { checkCreditCode } from '#domain/organisations/credit-code.ts';
import { Refused } from '#domain/refused.ts';
import { Id, Version } from '#domain/schema.ts';
import { belowOf, checkTags, loadEnterprise, sections } from '#server/enterprises/load.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { verb } from '#server/kernel/verb.ts';
import { editOrganisation } from '#server/organisations/edit.ts';
import { loadOrganisation } from '#server/organisations/load.ts';

/**
 * Changes a firm; what is left out stays. A firm writes its own profile; who it is (name, code, place) and what the
 * plans count it as (tags) are its office's to say: office_writes_this names the field.
 */
export const editEnterprise = verb({
  name: 'enterprise.edit',
  input: Type.Object({
    ...{ id: Id, version: Version, ...profileFields },
    ...{
      name: Type.Optional(officeFields.name),
      credit_code: officeFields.credit_code,
      division_code: Type.Optional(officeFields.division_code),
      tags: officeFields.tags,
    },
  }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, name, credit_code, division_code, tags, industry, ...profile }) {
    const row = await loadEnterprise(ctx.db, id, version);
    checkCreditCode(credit_code);
    const wanted = {
      name: name?.trim() ?? row.name,
      credit_code: credit_code === undefined ? row.credit_code : credit_code,
      division_code: division_code ?? row.division_code,
    };
    const changed = (['name', 'credit_code', 'division_code'] as const).filter((field) => wanted[field] !== row[field]);
    const tagsChanged = tags !== undefined && [...tags].sort().join() !== [...row.tags].sort().join();
    checkOffice(ctx.actor, row.path, [...changed, ...(tagsChanged ? ['tags'] : [])]);
    if (changed.length > 0) {
      const organisation = await loadOrganisation(ctx.db, id);
      await ctx.perform(editOrganisation, { id, version: organisation.version, kind: 'enterprise', ...wanted });
    }
    if (tagsChanged) await checkTags(ctx.db, tags, { path: row.path, today: ctx.today, kept: row.tags });
    const code = industry === undefined ? row.industry : checkIndustry(industry, sections);
    await ctx.db
      .updateTable('enterprises')
      .set({ ...profile, industry: code, tags: [...(tags ?? row.tags)], version: version + 1 })
      .where('org_id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: id, path: row.path, data: { renamed: wanted.name !== row.name } });
    return { version: version + 1 };
  },
});

function checkOffice(actor: Actor, path: string, [first]: readonly string[]): void {
  if (first !== undefined && !path.startsWith(belowOf(actor)))
    throw new Refused('office_writes_this', { field: first });
}
