import Type from 'typebox';
import {
  accessOfCell,
  checkMemberCells,
  kindOfCell,
  type MemberCells,
  type MemberProblem,
  readMemberRows,
} from '#domain/members/table.ts';
import { Refused } from '#domain/refused.ts';
import { fileInput } from '#domain/schema.ts';
import type { Writer } from '#server/db/open.ts';
import { newId } from '#server/kernel/id.ts';
import { dayOfCell, readTable } from '#server/kernel/sheets.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { countMembers, firmOf } from '#server/members/load.ts';

const mostRows = 20_000;
const mostShown = 200;

const Problem = Type.Object({
  row: Type.Integer(),
  reason: Type.String(),
  facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
});

/**
 * Takes a table of the firm's people in, columns in any order: all of it or, when one row is wrong, nothing. Who is
 * there already, by number or by name and department, is left as they are. `dry_run` (true or false) changes nothing.
 */
export const importMembers = verb({
  name: 'member.import',
  input: Type.Object({ ...fileInput, dry_run: Type.Optional(Type.Enum(['true', 'false'])) }),
  output: Type.Object({
    dry_run: Type.Boolean(),
    total: Type.Integer(),
    added: Type.Integer(),
    skipped: Type.Integer(),
    ignored: Type.Array(Type.String(), { description: 'Heads of columns that are not read' }),
    problems_total: Type.Integer(),
    problems: Type.Array(Problem),
  }),
  async run(ctx, { bytes, dry_run = 'true' }) {
    if (dry_run !== 'true' && dry_run !== 'false')
      throw new Refused('invalid', { field: 'dry_run', rule: 'true | false' });
    const { organisation } = firmOf(ctx.actor);
    const { ignored, rows } = readMemberRows(readTable(bytes, mostRows));
    if (rows.length === 0) throw new Refused('file_empty');
    const problems = rows.flatMap((row) => checkMemberCells(row, dayOfCell(row.cells.entered_on) !== null) ?? []);
    const fresh = await newOnes(ctx.db, organisation, rows);
    const [first] = problems;
    if (dry_run === 'false') {
      if (first) throw new Refused('import_has_problems', { count: problems.length, row: first.row });
      await write(ctx, organisation, fresh);
    }
    const counts = { total: rows.length, added: fresh.length, skipped: rows.length - fresh.length };
    ctx.about({ path: '', data: { ...counts, dry_run: dry_run === 'true', problems: problems.length } });
    const shown = problems.slice(0, mostShown).map((one: MemberProblem) => ({ ...one, facts: { ...one.facts } }));
    return { ...counts, dry_run: dry_run === 'true', ignored, problems_total: problems.length, problems: shown };
  },
});

/** Rows that name nobody who is there, each person once. */
async function newOnes(db: Writer, organisation: string, rows: readonly MemberCells[]): Promise<MemberCells[]> {
  const present = await db
    .selectFrom('members')
    .select(['name', 'number', 'department'])
    .where('org_id', '=', organisation)
    .where('state', '<>', 'left')
    .execute();
  const known = new Set(
    present.flatMap(({ name, number, department }) => keysOf(name, number ?? '', department ?? '')),
  );
  return rows.filter(({ cells }) => {
    const keys = keysOf(cells.name, cells.number, cells.department);
    // A number of one's own tells two people of one name and department apart.
    const there = cells.number === '' ? keys.some((key) => known.has(key)) : known.has(`#${cells.number}`);
    for (const key of keys) known.add(key);
    return !there;
  });
}

const keysOf = (name: string, number: string, department: string): string[] => [
  ...(number === '' ? [] : [`#${number}`]),
  `${name}/${department}`,
];

async function write({ db, now }: VerbContext, organisation: string, rows: readonly MemberCells[]): Promise<void> {
  const values = rows.map(({ cells }) => ({
    ...{ id: newId(), org_id: organisation, name: cells.name, number: cells.number || null },
    ...{ kind: kindOfCell(cells.kind) ?? 'employee', access: accessOfCell(cells.access) ?? 'none' },
    ...{ phone: cells.phone || null, department: cells.department || null, post: cells.post || null },
    ...{ entered_on: dayOfCell(cells.entered_on), created_at: now.toISOString() },
  }));
  for (let from = 0; from < values.length; from += 1000)
    await db
      .insertInto('members')
      .values(values.slice(from, from + 1000))
      .execute();
  await countMembers(db, organisation);
}
