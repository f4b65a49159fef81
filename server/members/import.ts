import Type, { type Static } from 'typebox';
import { type Present, planImport } from '#domain/members/plan.ts';
import type { AccessLevel } from '#domain/members/schema.ts';
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
import { startKits } from '#server/members/kits.ts';
import { countMembers, firmOf } from '#server/members/load.ts';
import { letLeave, movePosts } from '#server/members/moves.ts';

const mostRows = 20_000;
const mostShown = 200;

const Problem = Type.Object({
  row: Type.Integer(),
  reason: Type.String(),
  facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
});

/** A form with a file is not checked at the edge: these words are asked for here. */
const Flag = Type.Optional(Type.Enum(['true', 'false']));
type Flags = Readonly<Record<string, Static<typeof Flag>>>;

/**
 * Takes a table of the firm's people in, columns in any order: all of it or, when one row is wrong, nothing. Who is
 * there already, by number or by name and department, is left as they are, or with `update` gets the post of the table
 * and leaves on its last day. `entry_kits` starts the list of entry of those who are new. `dry_run` changes nothing.
 */
export const importMembers = verb({
  name: 'member.import',
  input: Type.Object({ ...fileInput, dry_run: Flag, update: Flag, entry_kits: Flag }),
  output: Type.Object({
    dry_run: Type.Boolean(),
    total: Type.Integer(),
    added: Type.Integer(),
    moved: Type.Integer({ description: 'Whose post changes' }),
    leaving: Type.Integer(),
    skipped: Type.Integer(),
    ignored: Type.Array(Type.String(), { description: 'Heads of columns that are not read' }),
    problems_total: Type.Integer(),
    problems: Type.Array(Problem),
  }),
  async run(ctx, { bytes, dry_run = 'true', update = 'false', entry_kits = 'false' }) {
    checkFlags({ dry_run, update, entry_kits });
    const { organisation } = firmOf(ctx.actor);
    const { ignored, rows } = readMemberRows(readTable(bytes, mostRows));
    if (rows.length === 0) throw new Refused('file_empty');
    const wrong = rows.flatMap((row) => checkMemberCells(row, dayOfCell) ?? []);
    const asked = { update: update === 'true', today: ctx.today, dayOf: dayOfCell };
    const plan = planImport(rows, await readPresent(ctx.db, organisation), asked);
    const problems = [...wrong, ...plan.problems].sort((a, b) => a.row - b.row);
    const [first] = problems;
    if (dry_run === 'false') {
      if (first) throw new Refused('import_has_problems', { count: problems.length, row: first.row });
      await addAll(ctx, organisation, { rows: plan.added, kits: entry_kits === 'true' });
      if (plan.moved.length > 0) await movePosts(ctx, organisation, { moves: plan.moved, from: ctx.today });
      if (plan.leaving.length > 0) await letLeave(ctx, organisation, plan.leaving);
      await countMembers(ctx.db, organisation);
    }
    const [added, moved, leaving] = [plan.added.length, plan.moved.length, plan.leaving.length];
    const counts = { total: rows.length, added, moved, leaving, skipped: rows.length - added - moved - leaving };
    ctx.about({ path: '', data: { ...counts, dry_run: dry_run === 'true', problems: problems.length } });
    const shown = problems.slice(0, mostShown).map((one: MemberProblem) => ({ ...one, facts: { ...one.facts } }));
    return { ...counts, dry_run: dry_run === 'true', ignored, problems_total: problems.length, problems: shown };
  },
});

function checkFlags(flags: Flags): void {
  for (const [field, flag] of Object.entries(flags))
    if (flag !== 'true' && flag !== 'false') throw new Refused('invalid', { field, rule: 'true | false' });
}

/** Who is on the list and has not left, locked: what is planned for them is what becomes of them. */
async function readPresent(db: Writer, organisation: string): Promise<Present[]> {
  const rows = await db
    .selectFrom('members')
    .select(['id', 'name', 'number', 'department', 'post', 'access', 'entered_on', 'left_on', 'state'])
    .where('org_id', '=', organisation)
    .where('state', '<>', 'left')
    .orderBy('id')
    .forUpdate()
    .execute();
  // The column's check constraint allows exactly these.
  return rows.map((row) => ({ ...row, access: row.access as AccessLevel }));
}

type Adding = { readonly rows: readonly MemberCells[]; readonly kits: boolean };

async function addAll({ db, now, today }: VerbContext, organisation: string, { rows, kits }: Adding): Promise<void> {
  const values = rows.map(({ cells }) => ({
    ...{ id: newId(), org_id: organisation, name: cells.name, number: cells.number || null },
    ...{ kind: kindOfCell(cells.kind) ?? 'employee', access: accessOfCell(cells.access) ?? 'none' },
    ...{ phone: cells.phone || null, department: cells.department || null, post: cells.post || null },
    ...{ entered_on: dayOfCell(cells.entered_on), created_at: now.toISOString() },
  }));
  // A statement takes 65,535 values.
  for (let from = 0; from < values.length; from += 5000)
    await db
      .insertInto('members')
      .values(values.slice(from, from + 5000))
      .execute();
  const people = values.map(({ id: member, access, entered_on }) => ({ member, access, from: entered_on ?? today }));
  await startKits(db, { kind: 'entry', organisation, people: kits ? people : [] }, now);
}
