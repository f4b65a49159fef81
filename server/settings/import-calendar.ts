import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { fileInput } from '#domain/schema.ts';
import { type CalendarDay, readCalendar } from '#domain/settings/calendar.ts';
import { CalendarOutcome } from '#domain/settings/schema.ts';
import type { Writer } from '#server/db/open.ts';
import { dayOfCell, readTable } from '#server/kernel/sheets.ts';
import { verb } from '#server/kernel/verb.ts';

const mostRows = 400;

/**
 * Takes in the State Council's yearly notice of holidays and shifted working days: all of it or nothing. `dry_run` (text
 * of a form) says what would happen. A day that is past keeps what it was, because deadlines were counted by it.
 */
export const importCalendar = verb({
  name: 'setting.import-calendar',
  input: Type.Object({
    ...fileInput,
    source: Type.Optional(Type.String({ maxLength: 500 })),
    dry_run: Type.Optional(Type.Enum(['true', 'false'])),
  }),
  output: CalendarOutcome,
  async run({ db, today, about }, { bytes, source = '', dry_run = 'true' }) {
    if (dry_run !== 'true' && dry_run !== 'false')
      throw new Refused('invalid', { field: 'dry_run', rule: 'true | false' });
    const read = readCalendar(readTable(bytes, mostRows), { dayOf: dayOfCell, source: source.trim().slice(0, 500) });
    const known = await readKnown(db, read.days);
    const days = read.days.map((day) => ({ ...day, outcome: outcomeOf(day, known.get(day.day)) }));
    const past = days.filter(({ day, outcome }) => outcome !== 'same' && day <= today);
    const problems = [
      ...read.problems,
      ...past.map(({ day }) => ({ row: 0, reason: 'calendar_past', facts: { day } })),
    ];
    const [first] = problems;
    if (dry_run === 'false' && first)
      throw new Refused('import_has_problems', { count: problems.length, row: first.row });
    if (days.length === 0 && !first) throw new Refused('file_empty');
    if (dry_run === 'false')
      await writeDays(
        db,
        days.filter(({ outcome }) => outcome !== 'same'),
      );
    const count = (wanted: string): number => days.filter(({ outcome }) => outcome === wanted).length;
    const counts = { added: count('add'), changed: count('change'), same: count('same') };
    about({ data: { dry_run: dry_run === 'true', ...counts, from: days[0]?.day ?? '', to: days.at(-1)?.day ?? '' } });
    return { dry_run: dry_run === 'true', days, ...counts, problems };
  },
});

async function readKnown(
  db: Writer,
  days: readonly CalendarDay[],
): Promise<Map<string, { kind: string; name: string }>> {
  if (days.length === 0) return new Map();
  const rows = await db
    .selectFrom('calendar_days')
    .select(['day', 'kind', 'name'])
    .where(
      'day',
      'in',
      days.map(({ day }) => day),
    )
    .execute();
  return new Map(rows.map((row) => [row.day, row]));
}

const outcomeOf = (
  { kind, name }: CalendarDay,
  known: { kind: string; name: string } | undefined,
): 'add' | 'change' | 'same' =>
  known === undefined ? 'add' : known.kind === kind && known.name === name ? 'same' : 'change';

async function writeDays(db: Writer, days: readonly CalendarDay[]): Promise<void> {
  if (days.length === 0) return;
  await db
    .insertInto('calendar_days')
    .values(days.map(({ day, kind, name, source }) => ({ day, kind, name, source })))
    .onConflict((conflict) =>
      conflict.column('day').doUpdateSet((row) => ({
        kind: row.ref('excluded.kind'),
        name: row.ref('excluded.name'),
        source: row.ref('excluded.source'),
      })),
    )
    .execute();
}
