import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { fileInput, Id } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadOwnProgramme } from '#server/programmes/load.ts';
import { addAll, changeAll } from '#server/tasks/table/apply.ts';
import { changesOf, compareRows } from '#server/tasks/table/compare.ts';
import { readKnown } from '#server/tasks/table/known.ts';
import { readWorkbook } from '#server/tasks/table/read.ts';

const RowError = Type.Object({
  line: Type.Integer(),
  column: Type.String(),
  reason: Type.String(),
  detail: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
});
const Changed = Type.Object({ field: Type.String(), before: Type.String(), after: Type.String() });
const Preview = Type.Object({
  line: Type.Integer(),
  act: Type.Enum(['add', 'change']),
  no: Type.String(),
  text: Type.String(),
  changes: Type.Array(Changed),
});

/**
 * Takes tasks from a workbook in the columns of the export. With `dry_run` it only tells what would happen, row by
 * row; without, it does all of it, or nothing when one row is wrong (import_errors).
 */
export const importTasks = verb({
  name: 'task.import',
  input: Type.Object({ programme: Id, dry_run: Type.Optional(Type.Enum(['true', 'false'])), ...fileInput }),
  output: Type.Object({
    dry_run: Type.Boolean(),
    total: Type.Integer(),
    added: Type.Integer(),
    changed: Type.Integer(),
    same: Type.Integer(),
    unresolved: Type.Array(Type.String({ description: 'Unit names that fit no organisation yet' })),
    ignored: Type.Array(Type.String({ description: 'Headings that are not taken' })),
    errors: Type.Array(RowError),
    rows: Type.Array(Preview),
  }),
  async run(ctx, { programme: id, dry_run, bytes }) {
    if (!/^[0-9a-f-]{36}$/i.test(id ?? '')) throw new Refused('invalid', { field: 'programme', rule: 'uuid' });
    const dry = dry_run === 'true';
    const programme = await loadOwnProgramme(ctx, id);
    const { rows, ignored } = readWorkbook(bytes);
    const known = await readKnown(ctx.db, { ...programme, programme_id: programme.id }, rows);
    const { wanted, errors } = compareRows(rows, known);
    const fresh = wanted.filter((row) => row.before === null);
    const changed = wanted.map((row) => ({ row, changes: changesOf(row) })).filter(({ changes }) => changes.length > 0);
    if (!dry) {
      const [first] = errors;
      if (first) throw new Refused('import_errors', { count: errors.length, line: first.line, column: first.column });
      await addAll(ctx, { programme, known }, fresh);
      await changeAll(
        ctx,
        { programme, known },
        changed.map(({ row }) => row),
      );
    }
    ctx.about({
      row: programme.id,
      programme: programme.id,
      path: programme.path,
      data: { dry_run: dry, added: fresh.length, changed: changed.length, errors: errors.length },
    });
    const preview = [...fresh.map((row) => ({ row, changes: [] })), ...changed].sort(
      (one, other) => one.row.line - other.row.line,
    );
    return {
      dry_run: dry,
      total: rows.length,
      added: fresh.length,
      changed: changed.length,
      same: wanted.length - fresh.length - changed.length,
      unresolved: [...known.units]
        .filter(([, units]) => units.some((unit) => unit.org_id === null))
        .map(([name]) => name),
      ignored,
      errors,
      rows: preview.map(({ row, changes }) => ({
        line: row.line,
        act: row.before ? ('change' as const) : ('add' as const),
        no: row.fields.no,
        text: row.fields.text.slice(0, 120).toWellFormed(),
        changes,
      })),
    };
  },
});
