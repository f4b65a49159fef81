import Type from 'typebox';
import { minuteInChina } from '#domain/clock.ts';
import { Refused } from '#domain/refused.ts';
import { ById, FileOutput, FileStream, Id, Instant, orNull, paging } from '#domain/schema.ts';
import { purposeWords } from '#domain/secrets/columns.ts';
import { secretNo, usualWords } from '#domain/secrets/rules.ts';
import { LevelWordsRow, ReadingRow, SecretDetail, SecretRow } from '#domain/secrets/schema.ts';
import { sheetMediaType, writeTable } from '#server/kernel/sheets.ts';
import { query } from '#server/kernel/verb.ts';
import { zipStream } from '#server/kernel/zip.ts';
import { firmOf } from '#server/secrets/load.ts';
import { membersOf } from '#server/secrets/parts/archive.ts';
import { findSecrets, shown } from '#server/secrets/parts/find.ts';
import { readLife } from '#server/secrets/parts/life.ts';
import { findReadings, ReadingFilter, readingFilters, readReadings } from '#server/secrets/parts/readings.ts';
import { streamParts } from '#server/secrets/parts/streams.ts';

/**
 * The register in clear: numbers, levels, states, days, counts. Everything at once, because searching happens in the
 * browser; past `size` the next call begins after `next`. With `since`, only what changed at that instant or later.
 */
export const listSecrets = query({
  name: 'secret.list',
  input: Type.Object({
    since: Type.Optional(Type.String({ format: 'date-time', maxLength: 40 })),
    after: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })),
    size: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 10_000 })),
  }),
  output: Type.Object({
    total: Type.Integer({ description: 'All that I see, whatever was asked for' }),
    at: Instant,
    next: orNull(Type.Integer({ description: 'Ask again with this as `after`; null at the end' })),
    rows: Type.Array(SecretRow),
  }),
  async run(ctx, { since, after = 0, size = 10_000 }) {
    const firm = firmOf(ctx);
    const { total } = await ctx.db
      .selectFrom('secrets')
      .select((row) => row.fn.countAll<number>().as('total'))
      .where('org_id', '=', firm.organisation)
      .executeTakeFirstOrThrow();
    let found = findSecrets(ctx.db, firm).where('s.number', '>', after);
    if (since !== undefined) found = found.where('s.changed_at', '>=', since);
    const rows = await found.orderBy('s.number').limit(size).execute();
    const next = rows.length < size ? null : (rows.at(-1)?.number ?? null);
    return { total, at: ctx.now.toISOString(), next, rows: rows.map(shown) };
  },
});

/** One secret with everything of its life that is in clear. */
export const showSecret = query({
  name: 'secret.show',
  input: ById,
  output: SecretDetail,
  async run(ctx, { id }) {
    const row = await findSecrets(ctx.db, firmOf(ctx))
      .select(['s.created_by', 's.created_at'])
      .where('s.id', '=', id)
      .executeTakeFirst();
    if (!row) throw new Refused('not_found', { noun: 'secret' });
    const { created_by, created_at } = row;
    return { ...shown(row), created_by, created_at, ...(await readLife(ctx.db, id)) };
  },
});

/** The own catalogue, sealed for the own second key; null before the first. */
export const showCatalogue = query({
  name: 'secret.catalogue',
  input: Type.Object({}),
  output: Type.Object({ sealed: orNull(Type.String()), at: orNull(Instant) }),
  async run(ctx) {
    const { organisation, person } = firmOf(ctx);
    const row = await ctx.db
      .selectFrom('catalogues')
      .select(['ciphertext', 'at'])
      .where('person_id', '=', person)
      .where('org_id', '=', organisation)
      .executeTakeFirst();
    return { sealed: row?.ciphertext.toString('base64') ?? null, at: row?.at ?? null };
  },
});

/** How this firm calls its levels. */
export const showLevels = query({
  name: 'secret.levels',
  input: Type.Object({}),
  output: LevelWordsRow,
  async run(ctx) {
    const row = await ctx.db
      .selectFrom('secret_settings')
      .select(['core', 'important', 'ordinary'])
      .where('org_id', '=', firmOf(ctx).organisation)
      .executeTakeFirst();
    return row ?? usualWords;
  },
});

const hour = 3_600_000;

/** The bytes of a sealed file for a reading that fetch-file put on record within the hour, from part `from` on. */
export const fileContent = query({
  name: 'secret.file',
  input: Type.Object({
    file: Id,
    reading: Id,
    from: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 1 })),
  }),
  output: FileStream,
  async run(ctx, { file, reading, from = 1 }) {
    const { person } = firmOf(ctx);
    const read = await ctx.db
      .selectFrom('readings')
      .select('at')
      .where('id', '=', reading)
      .where('file_id', '=', file)
      .where('person_id', '=', person)
      .executeTakeFirst();
    if (!read) throw new Refused('not_found', { noun: 'reading' });
    if (ctx.now.getTime() - Date.parse(read.at) > hour) throw new Refused('reading_ended');
    const parts = await ctx.db
      .selectFrom('secret_parts')
      .select('store_id')
      .where('file_id', '=', file)
      .where('number', '>=', from)
      .orderBy('number')
      .execute();
    if (parts.length === 0) throw new Refused('not_found', { noun: 'file' });
    return {
      name: `${file}.age`,
      media_type: 'application/octet-stream',
      bytes: streamParts(
        ctx.files,
        parts.map(({ store_id }) => store_id),
      ),
    };
  },
});

/** The zip that was packed within the hour: all age files with an index and how to open them with the age program. */
export const exportSecrets = query({
  name: 'secret.export',
  input: ById,
  output: FileStream,
  async run(ctx, { id }) {
    const firm = firmOf(ctx);
    const packed = await ctx.db
      .selectFrom('secret_exports')
      .select('at')
      .where('id', '=', id)
      .where('person_id', '=', firm.person)
      .executeTakeFirst();
    if (!packed) throw new Refused('not_found', { noun: 'export' });
    if (ctx.now.getTime() - Date.parse(packed.at) > hour) throw new Refused('export_ended');
    return {
      name: `商业秘密台账${ctx.today}.zip`,
      media_type: 'application/zip',
      bytes: zipStream(membersOf(ctx, { ...firm, packed: packed.at })),
    };
  },
});

/** Who fetched which sealed thing, when, what for: the newest first. */
export const listReadings = query({
  name: 'secret.readings',
  input: Type.Object({ ...paging, ...readingFilters }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(ReadingRow) }),
  async run(ctx, { page = 1, size = 50, ...filter }) {
    const found = findReadings(ctx.db, firmOf(ctx).organisation, filter);
    const { total } = await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    return { total, rows: await readReadings(found, { limit: size, offset: (page - 1) * size }) };
  },
});

const mostExported = 20_000;

/** What the filter shows as a workbook. Refuses too_many_rows rather than cutting. */
export const exportReadings = query({
  name: 'secret.readings-sheet',
  input: ReadingFilter,
  output: FileOutput,
  async run(ctx, filter) {
    const found = findReadings(ctx.db, firmOf(ctx).organisation, filter);
    const rows = await readReadings(found, { limit: mostExported + 1, offset: 0 });
    if (rows.length > mostExported) throw new Refused('too_many_rows', { limit: mostExported });
    const bytes = await writeTable(
      '查阅记录',
      readingHeadings,
      rows.map(({ number, version, file, person_name, purpose, at }) => [
        ...[minuteInChina(at), secretNo(number), file === null ? `第${version ?? ''}版` : '附件'],
        ...[person_name ?? '', purposeWords[purpose].zh],
      ]),
    );
    return { name: `查阅记录${ctx.today}.xlsx`, media_type: sheetMediaType, bytes };
  },
});

const readingHeadings = [
  { title: '时间', width: 20 },
  { title: '秘密', width: 14 },
  { title: '内容', width: 12 },
  { title: '人员', width: 16 },
  { title: '用途', width: 14 },
] as const;
