import Type from 'typebox';
import { checkCreditCode } from '#domain/organisations/credit-code.ts';
import { organisationFields } from '#domain/organisations/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Id, Version } from '#domain/schema.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { asTaken, loadOrganisation, usesOf } from '#server/organisations/load.ts';
import { checkSuperior, loadPlace, reachOf } from '#server/organisations/place.ts';

/**
 * Changes an organisation; what is left out stays. A renamed one keeps its old name as an alias, so that plans that
 * name it still find it. It moves to another division only while no post and no programme hangs on it.
 */
export const editOrganisation = verb({
  name: 'organisation.edit',
  input: Type.Object({ id: Id, version: Version, ...organisationFields }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, ...wanted }) {
    const row = await loadOrganisation(ctx.db, id, version);
    checkCreditCode(wanted.credit_code);
    const path = await pathFor(ctx, row, wanted.division_code);
    await checkKind(ctx, row, wanted.kind);
    const name = wanted.name.trim();
    const given = {
      ...row,
      ...Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)),
      name,
    };
    await checkSuperior(ctx.db, { id, path, superior: given.superior_id });
    const { kind, short_name, division_code, superior_id, credit_code, industry } = given;
    const aliases = withOldName(given.aliases, row.name, name);
    const change = { kind, name, short_name, aliases, division_code, path, superior_id, credit_code, industry };
    try {
      await ctx.db
        .updateTable('organisations')
        .set({ ...change, version: version + 1 })
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
    } catch (error) {
      throw asTaken(error, change);
    }
    ctx.about({ row: id, path, data: { renamed: name !== row.name } });
    return { version: version + 1 };
  },
});

/** The kind decides whether an organisation oversees its place: it does not say so of itself. */
async function checkKind(ctx: VerbContext, row: { kind: string; path: string }, kind: string): Promise<void> {
  if (kind === row.kind) return;
  const reach = await reachOf(ctx.db, ctx.actor);
  if (!reach(row.path)) throw new Refused('kind_not_yours', { field: 'kind' });
}

/** The path of the wanted division; the present one needs no look at what hangs on the organisation. */
async function pathFor(
  ctx: VerbContext,
  row: { id: string; division_code: string; path: string },
  code: string,
): Promise<string> {
  if (code === row.division_code) return row.path;
  const place = await loadPlace(ctx, code);
  const { posts, programmes } = await usesOf(ctx.db, row.id);
  if (posts + programmes > 0) throw new Refused('organisation_in_use', { field: 'division_code', posts, programmes });
  return place.path;
}

export const withOldName = (aliases: readonly string[], old: string, name: string): string[] => [
  ...new Set([...aliases, ...(old === name ? [] : [old])].filter((alias) => alias !== name)),
];
