import type { Static } from 'typebox';
import Type from 'typebox';
import { type Duplicates, ImportPreview, ImportRow } from '#domain/enterprises/import.ts';
import { Refused } from '#domain/refused.ts';
import { ById, FileStream } from '#domain/schema.ts';
import { sentenceFor } from '#domain/sentences.ts';
import type { Reader } from '#server/db/open.ts';
import { streamTable } from '#server/kernel/sheet-writer.ts';
import { sheetMediaType } from '#server/kernel/sheets.ts';
import { query } from '#server/kernel/verb.ts';

const columns = [
  ...(['id', 'file_name', 'state', 'created_at', 'finished_at', 'done', 'total', 'rows', 'added', 'updated'] as const),
  ...(['skipped', 'problems', 'merged', 'duplicates', 'reason', 'facts'] as const),
] as const;

type Facts = Record<string, string | number>;

/** The check constraint and the writers of these columns give them these types. */
const typed = <T extends { duplicates: string; facts: unknown }>(row: T) => ({
  ...row,
  duplicates: row.duplicates as Static<typeof Duplicates>,
  facts: (row.facts ?? {}) as Facts,
});

const mostShown = 20;

/** The last tables of my organisation, the newest first: whoever left the page finds them again. */
export const listImports = query({
  name: 'enterprise.imports',
  input: Type.Object({}),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(ImportRow) }),
  async run({ db }) {
    const { total } = await db
      .selectFrom('imports')
      .select((row) => row.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    const rows = await db
      .selectFrom('imports')
      .select(columns)
      .orderBy('created_at', 'desc')
      .limit(mostShown)
      .execute();
    return { total, rows: rows.map(typed) };
  },
});

const mostPreviewed = 50;

/** How far a table is, its columns, and the first rows: problems first. */
export const showImport = query({
  name: 'enterprise.preview',
  input: ById,
  output: ImportPreview,
  async run({ db }, { id }) {
    const row = await readImport(db, id);
    const judged = ['checked', 'applying', 'done'].includes(row.state);
    const sample = await db
      .selectFrom('import_rows')
      .select(['row_no as row', 'cells'])
      .where('import_id', '=', id)
      .where('row_no', '>', row.head_row ?? 0)
      .orderBy('row_no')
      .limit(5)
      .execute();
    const preview = !judged
      ? []
      : await db
          .selectFrom('import_rows')
          .select(['row_no as row', 'name', 'credit_code', 'outcome', 'reason', 'facts'])
          .where('import_id', '=', id)
          .where('row_no', '>', row.head_row ?? 0)
          .where('outcome', row.problems > 0 ? '=' : '<>', 'problem')
          .orderBy('row_no')
          .limit(mostPreviewed)
          .execute();
    return {
      ...row,
      // enterprise.map and the reader write it: field → column.
      mapping: row.mapping as Record<string, number>,
      sample,
      preview: preview.map((one) => ({
        ...one,
        name: one.name ?? '',
        outcome: one.outcome ?? '',
        // Written by the check with texts and numbers only.
        facts: (one.facts ?? {}) as Facts,
      })),
    };
  },
});

async function readImport(db: Reader, id: string) {
  const row = await db
    .selectFrom('imports')
    .select([...columns, 'head', 'head_row', 'mapping'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'enterprise' });
  return typed(row);
}

const piece = 5_000;

/** The rows that did not go in, as they stand in the table, each with its number and what to do about it. */
export const exportErrors = query({
  name: 'enterprise.errors',
  input: ById,
  output: FileStream,
  async run(ctx, { id }) {
    const { head, file_name } = await readImport(ctx.db, id);
    async function* pieces() {
      for (let after = 0; ; ) {
        const rows = await ctx.later((db) =>
          db
            .selectFrom('import_rows')
            .select(['row_no', 'cells', 'reason', 'facts'])
            .where('import_id', '=', id)
            .where('outcome', '=', 'problem')
            .where('row_no', '>', after)
            .orderBy('row_no')
            .limit(piece)
            .execute(),
        );
        // Written by the check with texts and numbers only.
        yield rows.map(({ row_no, cells, reason, facts }) => [
          ...head.map((_, column) => cells[column] ?? null),
          sentenceFor(reason ?? '', (facts ?? {}) as Facts, 'zh'),
          row_no,
        ]);
        const last = rows.at(-1);
        if (rows.length < piece || !last) return;
        after = last.row_no;
      }
    }
    const titles = [
      ...head.map((title) => ({ title, width: 18 })),
      { title: '问题', width: 60 },
      { title: '原行号', width: 8 },
    ];
    const bytes = streamTable('问题清单', titles, pieces());
    return { name: `问题清单-${file_name.replace(/\.[^.]+$/, '')}.xlsx`, media_type: sheetMediaType, bytes };
  },
});
