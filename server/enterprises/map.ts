import Type from 'typebox';
import { Duplicates, MappingInput } from '#domain/enterprises/import.ts';
import { firmFields, plainHead } from '#domain/enterprises/table.ts';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { loadImport } from '#server/enterprises/intake/load.ts';
import { verb } from '#server/kernel/verb.ts';

/**
 * Which column is which field, and what happens to firms that are listed already. The organisation's next table with
 * these heads is mapped the same way. Checking begins in the background.
 */
export const mapImport = verb({
  name: 'enterprise.map',
  input: Type.Object({ id: Id, mapping: MappingInput, duplicates: Duplicates }),
  output: Type.Object({ state: Type.String() }),
  async run(ctx, { id, mapping, duplicates }) {
    const { db, now } = ctx;
    const row = await loadImport(db, { id, act: 'map' });
    if (mapping.name === undefined) throw new Refused('import_without_name', { field: 'mapping' });
    const columns = firmFields.flatMap((field) => mapping[field] ?? []);
    const twice = columns.find((column, index) => columns.indexOf(column) !== index);
    if (twice !== undefined) throw new Refused('mapping_twice', { field: 'mapping', column: twice + 1 });
    await db
      .updateTable('imports')
      .set({
        state: row.next,
        mapping: JSON.stringify(mapping),
        duplicates,
        done: 0,
        total: row.rows,
        lease_until: null,
      })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const heads = row.head.flatMap((head, column) =>
      head === '' ? [] : [[plainHead(head), firmFields.find((field) => mapping[field] === column) ?? null] as const],
    );
    const known = await db
      .selectFrom('import_mappings')
      .select('heads')
      .where('org_id', '=', row.org_id)
      .executeTakeFirst();
    const remembered = JSON.stringify({ ...(known?.heads as object | undefined), ...Object.fromEntries(heads) });
    await db
      .insertInto('import_mappings')
      .values({ org_id: row.org_id, heads: remembered, at: now.toISOString() })
      .onConflict((on) => on.column('org_id').doUpdateSet({ heads: remembered, at: now.toISOString() }))
      .execute();
    ctx.about({ row: id, path: row.path, data: { duplicates, columns: columns.length } });
    return { state: row.next };
  },
});
