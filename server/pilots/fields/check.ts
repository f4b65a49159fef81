import { checkPeriod } from '#domain/programmes/rules.ts';
import { Refused } from '#domain/refused.ts';
import type { Writer } from '#server/db/open.ts';

export type PilotFields = {
  readonly title: string;
  readonly place: string | null;
  readonly organisation: string | null;
  readonly guiding_contact: string | null;
  readonly guiding_organisation: string | null;
  readonly from_on: string | null;
  readonly to_on: string | null;
};

/** The columns of a pilot; its organisations exist and see the programme from now on. */
export async function pilotColumns(db: Writer, programme: string, fields: PilotFields) {
  checkPeriod(fields);
  const { organisation, guiding_organisation, ...rest } = fields;
  const ids = [...new Set([organisation, guiding_organisation].filter((id) => id !== null))];
  if (ids.length > 0) {
    const known = await db.selectFrom('organisations').select('id').where('id', 'in', ids).execute();
    if (known.length < ids.length) throw new Refused('not_found', { noun: 'organisation' });
    await db
      .insertInto('shares')
      .values(ids.map((org_id) => ({ noun: 'programme', row_id: programme, org_id })))
      .onConflict((conflict) => conflict.columns(['org_id', 'noun', 'row_id']).doUpdateSet({ to_on: null }))
      .execute();
  }
  return { ...rest, org_id: organisation, guiding_org: guiding_organisation };
}
