import Type from 'typebox';
import { checkCreditCode } from '#domain/organisations/credit-code.ts';
import { organisationFields } from '#domain/organisations/schema.ts';
import { Id } from '#domain/schema.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';
import { asTaken } from '#server/organisations/load.ts';
import { checkSuperior, loadPlace } from '#server/organisations/place.ts';

/** An organisation for the directory, inside the actor's own region. Refuses name_taken and credit_code_taken. */
export const addOrganisation = verb({
  name: 'organisation.add',
  input: Type.Object(organisationFields),
  output: Type.Object({ id: Id }),
  async run(ctx, { kind, name, short_name, aliases, division_code, superior_id, credit_code, industry }) {
    checkCreditCode(credit_code);
    const place = await loadPlace(ctx, division_code);
    await checkSuperior(ctx.db, { id: null, path: place.path, superior: superior_id ?? null });
    const id = newId();
    const row = {
      ...{ id, kind, name: name.trim(), short_name: short_name ?? null, aliases: [...(aliases ?? [])], division_code },
      ...{
        path: place.path,
        superior_id: superior_id ?? null,
        credit_code: credit_code ?? null,
        industry: industry ?? null,
      },
      created_on: ctx.today,
    };
    try {
      await ctx.db.insertInto('organisations').values(row).execute();
    } catch (error) {
      throw asTaken(error, row);
    }
    ctx.about({ row: id, path: place.path, data: { kind, division: division_code } });
    return { id };
  },
});
