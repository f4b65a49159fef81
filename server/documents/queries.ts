import { buffer } from 'node:stream/consumers';
import { zipSync } from 'fflate';
import Type from 'typebox';
import {
  DocumentDetail,
  DocumentRow,
  PurposeName,
  TemplateDetail,
  TemplateKey,
  TemplateRow,
  TouchedRow,
} from '#domain/documents/schema.ts';
import { Refused } from '#domain/refused.ts';
import { ById, FileOutput, Id, paging } from '#domain/schema.ts';
import { docxMediaType } from '#papers/docx.ts';
import { documentState } from '#server/documents/load.ts';
import { showOne } from '#server/documents/parts/detail.ts';
import { documentFilters, findDocuments, shownRows } from '#server/documents/parts/find.ts';
import { firmOf } from '#server/documents/parts/firm.ts';
import { heldTemplate } from '#server/documents/parts/library.ts';
import { documentDocx, fillingOf, paperName } from '#server/documents/parts/paper.ts';
import { standingOf } from '#server/documents/parts/standing.ts';
import { offeredTemplates, showOffered } from '#server/documents/parts/templates.ts';
import { type QueryContext, query } from '#server/kernel/verb.ts';

/** The library: every text on offer, by what it is needed for; with the laws and rules it rests on (C18). */
export const listTemplates = query({
  name: 'document.templates',
  input: Type.Object({
    purpose: Type.Optional(PurposeName),
    rule: Type.Optional(Type.String({ maxLength: 60 })),
    item: Type.Optional(Type.String({ maxLength: 10 })),
    q: Type.Optional(Type.String({ maxLength: 100 })),
  }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(TemplateRow) }),
  run: (ctx, filter) => offeredTemplates(ctx, filter),
});

/** One text of the library with its fields, what is known of the firm already, its basis and its numbers of today. */
export const showTemplate = query({
  name: 'document.template',
  input: Type.Object({ key: TemplateKey, member: Type.Optional(Id) }),
  output: TemplateDetail,
  run: (ctx, { key, member = null }) => showOffered(ctx, { ...heldTemplate(key), member }),
});

/** My firm's documents, what is being worked on first; an employee sees the staff rules in force. */
export const listDocuments = query({
  name: 'document.list',
  input: Type.Object({ ...paging, ...documentFilters, sort: Type.Optional(Type.Enum(['edited', 'title', 'review'])) }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(DocumentRow) }),
  async run({ db, actor, today }, { page = 1, size = 50, sort = 'edited', ...filter }) {
    const found = findDocuments(db, firmOf(actor).organisation, filter);
    const { total } = await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const ordered =
      sort === 'title'
        ? found.orderBy('title')
        : sort === 'review'
          ? found.orderBy('review_on')
          : found.orderBy('edited_at', 'desc');
    const rows = await ordered
      .orderBy('id')
      .selectAll()
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    return { total, rows: await shownRows(db, rows, today) };
  },
});

/** One document with what was filled in, its steps, its basis, and the numbers that have changed under it. */
export const showDocument = query({
  name: 'document.show',
  input: ById,
  output: DocumentDetail,
  run: (ctx, { id }) => showOne(ctx, id),
});

/** The document as a .docx: what was adopted or attached byte by byte, else the text as it stands now. */
export const showPaper = query({
  name: 'document.paper',
  input: ById,
  output: FileOutput,
  async run(ctx, { id }) {
    const row = await ctx.db
      .selectFrom('documents')
      .selectAll()
      .where('id', '=', id)
      .where('org_id', '=', firmOf(ctx.actor).organisation)
      .executeTakeFirst();
    if (!row) throw new Refused('not_found', { noun: 'document' });
    return { name: paperName(row), media_type: docxMediaType, bytes: await paperBytes(ctx, row) };
  },
});

/** The blank or filled documents of a bundle at most: beyond, one downloads by filter. */
const mostBundled = 200;

/** Everything that counts as one .zip of .docx files; what is chosen by the filter of the list. */
export const bundleDocuments = query({
  name: 'document.bundle',
  input: Type.Object(documentFilters),
  output: FileOutput,
  async run(ctx, filter) {
    const { db, actor, today } = ctx;
    const rows = await findDocuments(db, firmOf(actor).organisation, filter)
      .selectAll()
      .orderBy('title')
      .orderBy('id')
      .limit(mostBundled + 1)
      .execute();
    if (rows.length > mostBundled) throw new Refused('too_many_rows', { limit: mostBundled });
    const entries: Record<string, Uint8Array> = {};
    for (const [at, row] of rows.entries())
      entries[`${String(at + 1).padStart(2, '0')} ${paperName(row)}`] = await paperBytes(ctx, row);
    // A .docx is packed already.
    return { name: `制度文本${today}.zip`, media_type: 'application/zip', bytes: zipSync(entries, { level: 0 }) };
  },
});

/** Documents that rest on a number which has changed since they were made: what a rule's new row touches (C18). */
export const touchedDocuments = query({
  name: 'document.touched',
  input: Type.Object({ rule: Type.Optional(Type.String({ maxLength: 60 })) }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(TouchedRow) }),
  async run({ db, actor, today }, { rule }) {
    const rows = await findDocuments(db, firmOf(actor).organisation, {})
      .select(['id', 'title', 'label', 'state', 'template', 'rules', 'review_on', 'version'])
      .where('rules', '<>', '{}')
      .orderBy('title')
      .orderBy('id')
      .execute();
    const standing = await standingOf(db, rows, today);
    const touched = rows.flatMap(({ id, title, label, state }) => {
      const numbers = [...(standing.get(id)?.touched ?? [])].filter(({ key }) => rule === undefined || key === rule);
      return numbers.length === 0 ? [] : [{ id, title, label, state: documentState(state), numbers }];
    });
    return { total: touched.length, rows: touched };
  },
});

type Row = Parameters<typeof fillingOf>[0] & {
  readonly file_id: string | null;
  readonly template: string;
  readonly title: string;
  readonly label: string | null;
};

async function paperBytes({ files, now }: QueryContext, row: Row): Promise<Uint8Array> {
  if (row.file_id === null)
    return documentDocx({ template: heldTemplate(row.template).template, ...fillingOf(row) }, now);
  try {
    return await buffer(await files.read(row.file_id));
  } catch (error) {
    throw error instanceof Refused && error.reason === 'not_found'
      ? new Refused('file_lost', { name: paperName(row) })
      : error;
  }
}
