import Type from 'typebox';
import { assignFields } from '#domain/enterprises/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Id, Version } from '#domain/schema.ts';
import { belowOf, loadEnterprise } from '#server/enterprises/load.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';

/**
 * Who keeps in touch with a firm: the bureau's liaison and the station, each with its person, and whether the firm is a
 * contact point 联系点. What is null is taken away. From then on these offices see the firm and serve it.
 */
export const assignEnterprise = verb({
  name: 'enterprise.assign',
  input: Type.Object({ id: Id, version: Version, ...assignFields }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, ...wanted }) {
    const row = await loadEnterprise(ctx.db, id, version);
    if (!row.path.startsWith(belowOf(ctx.actor))) throw new Refused('not_permitted', { act: 'enterprise.assign' });
    await checkSide(ctx, { field: 'liaison', org: wanted.liaison_org, person: wanted.liaison_person });
    await checkSide(ctx, { field: 'station', org: wanted.station_org, person: wanted.station_person });
    await ctx.db
      .updateTable('enterprises')
      .set({ ...wanted, version: version + 1 })
      .where('org_id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: id, path: row.path, data: { ...wanted } });
    return { version: version + 1 };
  },
});

type Side = { readonly field: 'liaison' | 'station'; readonly org: string | null; readonly person: string | null };

/** An office of the directory, no firm, and somebody who has a post there today. */
async function checkSide({ db, today }: VerbContext, { field, org, person }: Side): Promise<void> {
  if (org === null && person !== null) throw new Refused('liaison_without_office', { field: `${field}_person` });
  if (org === null) return;
  const office = await db
    .selectFrom('organisations')
    .select(['kind', 'state'])
    .where('id', '=', org)
    .executeTakeFirst();
  if (!office) throw new Refused('not_found', { noun: 'organisation' });
  if (office.kind === 'enterprise' || office.state !== 'active')
    throw new Refused('liaison_no_office', { field: `${field}_org` });
  if (person === null) return;
  const post = await db
    .selectFrom('posts')
    .select('id')
    .where('org_id', '=', org)
    .where('person_id', '=', person)
    .where((row) => row.or([row('to_on', 'is', null), row('to_on', '>=', today)]))
    .executeTakeFirst();
  if (!post) throw new Refused('liaison_no_post', { field: `${field}_person` });
}
