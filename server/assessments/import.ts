import Type from 'typebox';
import { itemsOf } from '#domain/assessments/rules.ts';
import { AnswerValue, type KeptAnswers } from '#domain/assessments/schema.ts';
import { Refused } from '#domain/refused.ts';
import { fileInput, Id, orNull } from '#domain/schema.ts';
import { keepAnswers } from '#server/assessments/keep.ts';
import { type Assessment, loadAssessment } from '#server/assessments/load.ts';
import { type ReadSheet, readSheet, type SheetAnswer } from '#server/assessments/sheet/read.ts';
import type { Form } from '#server/forms/load.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';

const Outcome = Type.Enum(['new', 'change', 'same', 'newer'], {
  description: 'newer: somebody answered since the sheet was downloaded; that answer stands',
});

/**
 * A sheet that was sent out comes back (C17). `dry_run` (text of a form: true or false) shows what would happen. Rows
 * that can be read count; each damaged one is told with its number. What somebody answered on the page since the sheet
 * was downloaded stands.
 */
export const importSheet = verb({
  name: 'assessment.import',
  input: Type.Object({ id: Id, ...fileInput, dry_run: Type.Optional(Type.Enum(['true', 'false'])) }),
  output: Type.Object({
    dry_run: Type.Boolean(),
    version: Type.Integer(),
    taken: Type.Integer({ description: 'Answers that are new or changed' }),
    rows: Type.Array(
      Type.Object({
        row: Type.Integer(),
        item: Type.String(),
        answer: AnswerValue,
        before: orNull(AnswerValue),
        outcome: Outcome,
      }),
    ),
    problems: Type.Array(
      Type.Object({
        row: Type.Integer({ description: '0: the item is not in the sheet' }),
        reason: Type.String(),
        facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
      }),
    ),
  }),
  async run(ctx, { id, bytes, dry_run = 'true' }) {
    if (dry_run !== 'true' && dry_run !== 'false')
      throw new Refused('invalid', { field: 'dry_run', rule: 'true | false' });
    const { assessment, form } = await loadAssessment(ctx, { id, act: 'answer' });
    if (form.state !== 'published') throw new Refused('sheet_form_withdrawn');
    const items = itemsOf(form.content, assessment.profile).map(({ code }) => code);
    const sheet = readSheet(bytes, items);
    checkOrigin(sheet, { id, form: form.id });
    const rows = sheet.answers.map((one) => ({ ...one, ...weigh(one, assessment.answers) }));
    const newer = rows.filter(({ outcome }) => outcome === 'newer');
    const preview = dry_run === 'true';
    const good = rows.filter(({ outcome }) => outcome === 'new' || outcome === 'change');
    const version = await keep(ctx, { assessment, form, good, preview });
    ctx.about({
      row: id,
      path: assessment.path,
      data: { dry_run: preview, taken: good.length, problems: sheet.problems.length },
    });
    return {
      ...{ dry_run: preview, version, taken: good.length },
      rows: rows.map(({ row, item, answer, before, outcome }) => ({ row, item, answer, before, outcome })),
      problems: [
        ...sheet.problems.map((one) => ({ ...one, facts: { ...one.facts } })),
        ...newer.map(({ row, item }) => ({ row, reason: 'sheet_answer_newer', facts: { item } })),
      ],
    };
  },
});

function checkOrigin(sheet: ReadSheet, { id, form }: { id: string; form: string }): void {
  if (sheet.assessment !== id) throw new Refused('sheet_of_another');
  if (sheet.form !== form) throw new Refused('sheet_form_changed');
}

/** What a row would do. A sheet that lost its versions may only answer what nobody has answered. */
function weigh({ item, answer, reason, supported, v }: SheetAnswer, kept: KeptAnswers) {
  const own = kept[item];
  const before = own?.answer ?? null;
  const isSame = before === answer && (own?.reason ?? null) === reason && (own?.supported ?? false) === supported;
  const outcome = isSame ? 'same' : (v ?? 0) !== (own?.v ?? 0) ? 'newer' : before === null ? 'new' : 'change';
  return { before, outcome: outcome as 'same' | 'newer' | 'new' | 'change' };
}

type Kept = {
  readonly assessment: Assessment;
  readonly form: Form;
  readonly good: readonly SheetAnswer[];
  readonly preview: boolean;
};

/** Checks what would stand, in a preview too, and keeps it when it is none. Answers the version. */
async function keep(ctx: VerbContext, { assessment, form, good, preview }: Kept): Promise<number> {
  const { actor } = ctx;
  if (actor.kind !== 'person' || actor.organisation === null) throw new Refused('no_post');
  const sent = good.map(({ item, answer, reason, supported, v }) => ({ item, answer, reason, supported, v: v ?? 0 }));
  const by = { by: actor.person, org: actor.organisation };
  const { version } = await keepAnswers(ctx, { assessment, form, sent, by, mode: 'sheet', preview });
  return version;
}
