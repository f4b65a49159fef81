import { sql } from 'kysely';
import { mostRows } from '#domain/enterprises/import.ts';
import { headRowOf, mappingOf } from '#domain/enterprises/table.ts';
import { Refused } from '#domain/refused.ts';
import { type Held, step, write } from '#server/enterprises/intake/progress.ts';
import { readApart } from '#server/enterprises/intake/sheet-apart.ts';
import type { SheetRow } from '#server/kernel/sheet-stream.ts';
import type { House } from '#server/kernel/verb.ts';

const batch = 1_000;

/** Reads the file into waiting rows, a few thousand at a time, then finds its head and proposes what column is what. */
export async function readRowsIn(house: House, held: Held): Promise<void> {
  await write(house, (db) => db.deleteFrom('import_rows').where('import_id', '=', held.id).execute());
  let waiting: SheetRow[] = [];
  let [rows, done, merged] = [0, 0, 0];
  const flush = async (): Promise<void> => {
    const piece = waiting;
    waiting = [];
    rows += piece.length;
    if (rows > mostRows + 1) throw new Refused('import_rows_most', { limit: mostRows });
    await step(house, held, {
      done,
      more: { rows, merged },
      work: (db) => insertRows(db, held.id, piece),
    });
  };
  for await (const piece of readApart(await readFile(house, held.id))) {
    waiting.push(...piece.rows);
    ({ done, merged } = piece);
    if (waiting.length >= batch) await flush();
  }
  await flush();
  if (rows === 0) throw new Refused('file_empty');
  await write(house, (db) => proposeMapping(db, held));
}

/** In a buffer of its own, which can be handed to a thread. */
async function readFile(house: House, id: string): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of await house.files.read(id)) chunks.push(chunk);
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

type Writing = Parameters<Parameters<typeof write>[1]>[0];

/** Cells travel as JSON: one text, whatever they hold. NUL, which no column keeps, is left out. */
async function insertRows(db: Writing, id: string, rows: readonly SheetRow[]): Promise<void> {
  if (rows.length === 0) return;
  const text = JSON.stringify(
    rows.map(({ row, cells }) => ({ row, cells: cells.map((cell) => cell.slice(0, 2_000)) })),
  );
  await sql`
    insert into import_rows (import_id, row_no, cells)
    select ${id}::uuid, r.row, r.cells
      from jsonb_to_recordset(${text.replaceAll('\\u0000', '')}::jsonb) as r(row integer, cells text[])
    on conflict do nothing`.execute(db);
}

const headRows = 10;

async function proposeMapping(db: Writing, { id, org_id }: Held): Promise<void> {
  const first = await db
    .selectFrom('import_rows')
    .select(['row_no', 'cells'])
    .where('import_id', '=', id)
    .orderBy('row_no')
    .limit(headRows)
    .execute();
  const before = await db.selectFrom('import_mappings').select('heads').where('org_id', '=', org_id).executeTakeFirst();
  // enterprise.map writes it: plain head → field or null.
  const remembered = (before?.heads ?? {}) as Record<string, string | null>;
  const at = Math.max(
    0,
    headRowOf(
      first.map(({ cells }) => cells),
      remembered,
    ),
  );
  const row = first[at];
  const head = row?.cells ?? [];
  const below = sql<number>`(select count(*)::integer from import_rows where import_id = ${id} and row_no > ${row?.row_no ?? 0})`;
  await db
    .updateTable('imports')
    .set({
      ...{ state: 'arrived', head, head_row: row?.row_no ?? 1, rows: below, lease_until: null },
      mapping: JSON.stringify(mappingOf(head, remembered)),
    })
    .where('id', '=', id)
    .where('state', '=', 'arriving')
    .execute();
}
