import Type from 'typebox';
import { minuteInChina } from '#domain/clock.ts';
import { states } from '#domain/glossary.ts';
import { leakNo } from '#domain/leaks/deadlines.ts';
import { leakKindWords } from '#domain/leaks/words.ts';
import { Refused } from '#domain/refused.ts';
import { FileOutput } from '#domain/schema.ts';
import { secretNo } from '#domain/secrets/rules.ts';
import { sheetMediaType, writeTable } from '#server/kernel/sheets.ts';
import { query } from '#server/kernel/verb.ts';
import { findLeaks, leakFilters } from '#server/leaks/find.ts';
import { firstSteps } from '#server/leaks/parts/steps.ts';

const mostExported = 20_000;

/** What the filter shows as a workbook: numbers, states and times, nothing of what happened. */
export const exportLeaks = query({
  name: 'leak.export',
  input: Type.Object(leakFilters),
  output: FileOutput,
  async run({ db, today }, filter) {
    const rows = await findLeaks(db, filter, { limit: mostExported + 1, offset: 0 });
    if (rows.length > mostExported) throw new Refused('too_many_rows', { limit: mostExported });
    const bytes = await writeTable(
      '泄密事件与演练',
      headings,
      rows.map((row) => [
        ...[leakNo(row.number), leakKindWords[row.kind].zh, states[row.state].zh],
        ...[inChina(row.found_at), inChina(row.contained_at), inChina(row.closed_at)],
        `${Object.keys(row.steps).length}/${firstSteps.length}`,
        row.numbers.map(secretNo).join('、'),
      ]),
    );
    return { name: `泄密事件与演练${today}.xlsx`, media_type: sheetMediaType, bytes };
  },
});

const headings = [
  { title: '编号', width: 18 },
  { title: '类别', width: 12 },
  { title: '状态', width: 12 },
  { title: '发现时间', width: 20 },
  { title: '控制时间', width: 20 },
  { title: '办结时间', width: 20 },
  { title: '处置步骤', width: 12 },
  { title: '涉及秘密', width: 30 },
] as const;

const inChina = (at: string | null): string => (at === null ? '' : minuteInChina(at));
