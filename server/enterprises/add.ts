import Type from 'typebox';
import { checkIndustry } from '#domain/enterprises/rules.ts';
import { officeFields, profileFields } from '#domain/enterprises/schema.ts';
import { checkCreditCode } from '#domain/organisations/credit-code.ts';
import { Id } from '#domain/schema.ts';
import { checkTags, sections } from '#server/enterprises/load.ts';
import { verb } from '#server/kernel/verb.ts';
import { addOrganisation } from '#server/organisations/add.ts';

/** An officer enters a firm of the own region (C16). Refuses name_taken, credit_code_taken, outside_region. */
export const addEnterprise = verb({
  name: 'enterprise.add',
  input: Type.Object({ ...officeFields, ...profileFields }),
  output: Type.Object({ id: Id, version: Type.Integer() }),
  async run(ctx, { name, credit_code, division_code, tags = [], industry, ...profile }) {
    checkCreditCode(credit_code);
    const code = checkIndustry(industry ?? null, sections);
    const firm = { kind: 'enterprise' as const, name: name.trim(), division_code, credit_code: credit_code ?? null };
    const { id } = await ctx.perform(addOrganisation, firm);
    const { path } = await ctx.db
      .selectFrom('enterprises')
      .select('path')
      .where('org_id', '=', id)
      .executeTakeFirstOrThrow();
    await checkTags(ctx.db, tags, { path, today: ctx.today });
    await ctx.db
      .updateTable('enterprises')
      .set({ ...profile, industry: code, tags: [...tags], created_at: ctx.now.toISOString() })
      .where('org_id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: id, path, data: { division: division_code } });
    return { id, version: 1 };
  },
});
