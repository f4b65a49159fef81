import { sql } from 'kysely';
import Type from 'typebox';
import { checkParent, checkPeriod, placeBelow } from '#domain/divisions/rules.ts';
import { Code, divisionFields } from '#domain/divisions/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Version } from '#domain/schema.ts';
import type { Writer } from '#server/db/open.ts';
import { loadDivision, loadParent } from '#server/divisions/load.ts';
import { verb } from '#server/kernel/verb.ts';

/**
 * Renames a division, dates it, or hangs it on another parent together with everything below it. The last is refused
 * once organisations or programmes stand there: their history names the old place.
 */
export const editDivision = verb({
  name: 'division.edit',
  input: Type.Object({ code: Code, version: Version, ...divisionFields }),
  output: Type.Object({ version: Type.Integer() }),
  async run({ db, today, about }, { code, version, name, kind, parent_code, ...dates }) {
    const row = await loadDivision(db, code, version);
    const { valid_from = row.valid_from, valid_to = row.valid_to } = dates;
    checkPeriod({ valid_from, valid_to });
    const moves = parent_code !== row.parent_code || kind !== row.kind;
    if (moves) await moveDivision(db, row, { kind, parent_code, today });
    await db
      .updateTable('divisions')
      .set({ name: name.trim(), valid_from, valid_to, version: version + 1 })
      .where('code', '=', code)
      .executeTakeFirstOrThrow();
    about({ path: row.path, data: { code, moved: moves, renamed: name.trim() !== row.name, valid_to } });
    return { version: version + 1 };
  },
});

type Row = { readonly code: string; readonly path: string };
type Wanted = {
  readonly kind: Parameters<typeof checkParent>[0];
  readonly parent_code: string;
  readonly today: string;
};

async function moveDivision(db: Writer, { code, path }: Row, { kind, parent_code, today }: Wanted): Promise<void> {
  const parent = await loadParent(db, parent_code, today);
  checkParent(kind, parent);
  if (parent.path.startsWith(path))
    throw new Refused('division_parent_wrong', { field: 'parent_code', kind, parent: parent.name });
  await refuseInUse(db, path);
  const place = placeBelow(code, kind, parent);
  await db
    .updateTable('divisions')
    .set({ kind, parent_code, ...place })
    .where('code', '=', code)
    .execute();
  await sql`
    update divisions set path = ${place.path}::text || substr(path, ${path.length + 1}::integer), version = version + 1,
      province_code = coalesce(${place.province_code}::text, province_code), city_code = coalesce(${place.city_code}::text, city_code)
    where starts_with(path, ${path}) and code <> ${code}`.execute(db);
}

async function refuseInUse(db: Writer, path: string): Promise<void> {
  const { rows } = await sql<{ uses: { organisations: number; programmes: number } }>`
    select humi_division_uses(${path}) as uses`.execute(db);
  const { organisations = 0, programmes = 0 } = rows[0]?.uses ?? {};
  if (organisations + programmes > 0)
    throw new Refused('division_in_use', { field: 'parent_code', organisations, programmes });
}
