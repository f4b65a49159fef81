import Type, { type Static } from 'typebox';
import { countsOf, groupSums, monthsBefore, monthsOf, withMissed } from '#domain/coverage/rules.ts';
import { Coverage, FirmRow, FormChoice, ItemCounts, PlaceCode, Section, SizeName } from '#domain/coverage/schema.ts';
import { Refused } from '#domain/refused.ts';
import { FileOutput, orNull, paging } from '#domain/schema.ts';
import { findFirms, firmColumns, firmFilters, firmOrder, orderOf, withWords } from '#server/coverage/firms.ts';
import { formWords, unknownItem } from '#server/coverage/form-words.ts';
import { readMissed, readServed, type ScopePage, scopeOf } from '#server/coverage/place.ts';
import { writeFirms } from '#server/coverage/sheet.ts';
import { defaultKey } from '#server/forms/load.ts';
import { sheetMediaType } from '#server/kernel/sheets.ts';
import { query } from '#server/kernel/verb.ts';

/** Two years, this month included. */
const monthsShown = 24;
const sinceOf = (today: string): string => monthsBefore(today, monthsShown - 1);

/** How far the firms of a place are reached and assessed, their grades, by section, size, place and month (C24). */
export const showCoverage = query({
  name: 'coverage.show',
  input: Type.Object({ division: Type.Optional(PlaceCode) }),
  output: Coverage,
  ahead: ({ division }, today) => ({ name: 'humi_coverage_page', values: [division ?? null, sinceOf(today)] }),
  async run(ctx, { division }, place: ScopePage | null) {
    const since = sinceOf(ctx.today);
    const { code, name, above, groups, parts, months } = place ?? (await readServed(ctx, division, since));
    const of = <K extends 'industry_section' | 'size'>(key: K) => groupSums(groups, key);
    const all = groups.filter(({ industry_section, size }) => industry_section === null && size === null);
    // What is grouped is kept under the sections of GB/T 4754 and the four sizes.
    type Sections = Static<typeof Coverage>['sections'][number]['section'];
    type Sizes = Static<typeof Coverage>['sizes'][number]['size'];
    return {
      scope: place ? ('place' as const) : ('served' as const),
      division: code,
      division_name: name,
      above,
      total: countsOf(all),
      sections: of('industry_section').map(({ value, counts }) => ({ section: value as Sections, ...counts })),
      sizes: of('size').map(({ value, counts }) => ({ size: value as Sizes, ...counts })),
      parts: parts.map((part) => ({ division: part.code, name: part.name, ...countsOf([part]) })),
      months: monthsOf(months, { since, today: ctx.today }),
    };
  },
});

/** Which items the latest assessments miss most, of all firms of the place or of a section or size (C24). */
export const listMissed = query({
  name: 'coverage.items',
  input: Type.Object({
    division: Type.Optional(PlaceCode),
    form: Type.Optional(Type.String({ maxLength: 60 })),
    section: Type.Optional(Section),
    scale: Type.Optional(SizeName),
  }),
  output: Type.Object({
    form: orNull(Type.String()),
    forms: Type.Array(FormChoice),
    rows: Type.Array(ItemCounts),
  }),
  async run(ctx, { division, form, section, scale }) {
    const scope = await scopeOf(ctx, division);
    const wanted = { form: form ?? defaultKey, section, size: scale };
    const { forms, chosen, items } = await readMissed(ctx.db, scope, wanted);
    if (!chosen) return { form: null, forms: [], rows: [] };
    const words = await formWords(ctx.db, chosen);
    return {
      form: chosen.key,
      forms: forms.map(({ key, title }) => ({ key, title })),
      rows: withMissed(items).map((row) => ({ ...row, ...(words.get(row.item) ?? unknownItem(row.item)) })),
    };
  },
});

/** The firms behind a number. */
export const listFirms = query({
  name: 'coverage.firms',
  input: Type.Object({ ...paging, ...firmFilters, ...firmOrder }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(FirmRow) }),
  async run(ctx, { page = 1, size = 50, sort, division, ...filter }) {
    const scope = await scopeOf(ctx, division);
    const found = findFirms(ctx.db, scope, { ...filter, today: ctx.today });
    const { total } = await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const { column, direction } = orderOf(sort);
    const rows = await found
      .select(firmColumns)
      .orderBy(column, (by) => (direction === 'desc' ? by.desc().nullsLast() : by.asc().nullsLast()))
      .orderBy('e.org_id', direction)
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    return { total, rows: rows.map((row) => withWords(row, ctx.today)) };
  },
});

const mostExported = 20_000;

/** What the filter shows as a workbook. Refuses too_many_rows rather than cutting. */
export const exportFirms = query({
  name: 'coverage.export',
  input: Type.Object({ ...firmFilters, ...firmOrder }),
  output: FileOutput,
  async run(ctx, { sort, division, ...filter }) {
    const scope = await scopeOf(ctx, division);
    const { column, direction } = orderOf(sort);
    const rows = await findFirms(ctx.db, scope, { ...filter, today: ctx.today })
      .select(firmColumns)
      .orderBy(column, (by) => (direction === 'desc' ? by.desc().nullsLast() : by.asc().nullsLast()))
      .limit(mostExported + 1)
      .execute();
    if (rows.length > mostExported) throw new Refused('too_many_rows', { limit: mostExported });
    const bytes = await writeFirms(rows.map((row) => withWords(row, ctx.today)));
    return { name: `风险评估覆盖情况${ctx.today}.xlsx`, media_type: sheetMediaType, bytes };
  },
});
