import Type, { type Static } from 'typebox';
import { ImportOutcome } from '#domain/organisations/schema.ts';
import { readRows } from '#domain/organisations/table.ts';
import { Refused } from '#domain/refused.ts';
import { fileInput } from '#domain/schema.ts';
import { readTable } from '#server/kernel/sheets.ts';
import { verb } from '#server/kernel/verb.ts';
import { writeWeighed } from '#server/organisations/import-rows.ts';
import { type Weighed, weighRows } from '#server/organisations/weigh-rows.ts';

const mostRows = 20_000;

/**
 * Takes a table of organisations in, columns in any order: all of it or, when one row is wrong, nothing. `dry_run`
 * (text of a form: true or false) says what would happen and changes nothing. An organisation that is there already, by
 * credit code or by division and name, is skipped or updated as `duplicates` says; an empty cell changes nothing.
 */
export const importOrganisations = verb({
  name: 'organisation.import',
  input: Type.Object({
    ...fileInput,
    dry_run: Type.Optional(Type.Enum(['true', 'false'])),
    duplicates: Type.Optional(Type.Enum(['skip', 'update'])),
  }),
  output: ImportOutcome,
  async run(ctx, { bytes, dry_run = 'true', duplicates = 'skip' }) {
    checkChoice('dry_run', dry_run, ['true', 'false']);
    checkChoice('duplicates', duplicates, ['skip', 'update']);
    const table = readRows(readTable(bytes, mostRows));
    if (table.rows.length === 0) throw new Refused('file_empty');
    if (table.rows.length > mostRows) throw new Refused('too_many_rows', { limit: mostRows });
    const weighed = await weighRows(ctx, table.rows, duplicates);
    const outcome = outcomeOf(weighed, dry_run === 'true');
    const columns = table.head
      .map((head, index) => ({ head, field: table.columns[index] ?? null }))
      .filter(({ head }) => head !== '');
    const { dry_run: preview, added, updated, skipped, problems, problems_total, total } = outcome;
    const [first] = problems;
    if (!preview && first) throw new Refused('import_has_problems', { count: problems_total, row: first.row });
    if (!preview) await writeWeighed(ctx, weighed);
    ctx.about({ data: { dry_run: preview, total, added, updated, skipped, problems: problems_total } });
    return { ...outcome, columns };
  },
});

/** Forms are not checked by the JSON validator. */
function checkChoice(field: string, value: string, choices: readonly string[]): void {
  if (!choices.includes(value)) throw new Refused('invalid', { field, rule: choices.join(' | ') });
}

const mostShown = 200;

function outcomeOf(weighed: readonly Weighed[], dry_run: boolean): Omit<Static<typeof ImportOutcome>, 'columns'> {
  const count = (outcome: Weighed['outcome']): number => weighed.filter((one) => one.outcome === outcome).length;
  const problems = weighed.flatMap(({ problem }) => (problem ? [{ ...problem, facts: { ...problem.facts } }] : []));
  return {
    dry_run,
    total: weighed.length,
    added: count('add'),
    updated: count('update'),
    skipped: count('skip'),
    problems_total: problems.length,
    problems: problems.slice(0, mostShown),
    preview: weighed
      .slice(0, mostShown)
      .map(({ row, outcome, name, kind, place }) => ({ row, outcome, name, kind, division: place?.name ?? '' })),
  };
}
