import { CouncilDetail } from '#domain/councils/schema.ts';
import { Refused } from '#domain/refused.ts';
import { ById } from '#domain/schema.ts';
import { query } from '#server/kernel/verb.ts';

/** The council of a programme with its members and the duties of each (C05); empty when the plan names none. */
export const showCouncil = query({
  name: 'council.show',
  input: ById,
  output: CouncilDetail,
  async run({ db }, { id }) {
    const programme = await db.selectFrom('programmes').select('id').where('id', '=', id).executeTakeFirst();
    if (!programme) throw new Refused('not_found', { noun: 'programme' });
    const council = await db.selectFrom('councils').selectAll().where('programme_id', '=', id).executeTakeFirst();
    const members = await db
      .selectFrom('council_members as m')
      .leftJoin('organisations as o', 'o.id', 'm.org_id')
      .select(['m.id', 'm.unit', 'm.post', 'm.org_id as organisation', 'o.name as organisation_name', 'm.duties'])
      .where('m.programme_id', '=', id)
      .orderBy('m.position')
      .execute();
    return {
      programme: id,
      council: council?.id ?? null,
      version: council?.version ?? 0,
      name: council?.name ?? null,
      head: council?.head ?? null,
      deputies: council?.deputies ?? [],
      office: council?.office ?? null,
      office_organisation: council?.office_org ?? null,
      office_duties: council?.office_duties ?? [],
      members,
    };
  },
});
