import type { Meant } from '#domain/plans/adopt-rules.ts';
import type { Draft } from '#domain/plans/schema.ts';
import type { Writer } from '#server/db/open.ts';
import { newId } from '#server/kernel/id.ts';
import { councilFields, memberRows } from './council-rows.ts';
import { insertMany } from './insert-many.ts';
import type { Home } from './rows.ts';

type CouncilRevision = { readonly home: Home; readonly draft: Draft; readonly meant: ReadonlyMap<string, Meant> };

/** The council as the new version names it (C05). A version that names none leaves the present one. */
export async function reviseCouncil(db: Writer, { home, draft, meant }: CouncilRevision): Promise<void> {
  if (draft.council === null) return;
  const present = await db
    .selectFrom('councils')
    .select(['id', 'version'])
    .where('programme_id', '=', home.programme_id)
    .forUpdate()
    .executeTakeFirst();
  const id = present?.id ?? newId();
  const fields = councilFields(draft.council, meant, draft.title.value ?? '');
  if (present)
    await db
      .updateTable('councils')
      .set({ ...fields, version: present.version + 1 })
      .where('id', '=', id)
      .execute();
  else
    await db
      .insertInto('councils')
      .values({ id, ...home, ...fields })
      .execute();
  const before = await db
    .selectFrom('council_members')
    .select(['unit', 'org_id'])
    .where('council_id', '=', id)
    .execute();
  const assigned = new Map(before.map(({ unit, org_id }) => [unit, org_id]));
  await db.deleteFrom('council_members').where('council_id', '=', id).execute();
  const members = memberRows(home, id, draft.council, meant);
  await insertMany(
    db,
    'council_members',
    members.map((row) => ({ ...row, org_id: row.org_id ?? assigned.get(row.unit) ?? null })),
  );
}
