import type { Static } from 'typebox';
import { type Merged, mergeAnswers } from '#domain/assessments/merge.ts';
import { carryOver, checkAnswers } from '#domain/assessments/rules.ts';
import type { AnswerInput } from '#domain/assessments/schema.ts';
import { type Assessment, filledOf } from '#server/assessments/load.ts';
import { countedOf } from '#server/assessments/prefill.ts';
import { type Form, readForm } from '#server/forms/load.ts';
import type { VerbContext } from '#server/kernel/verb.ts';

type Sent = Static<typeof AnswerInput>;
type Loaded = { readonly assessment: Assessment; readonly form: Form };

type Given = Loaded & {
  readonly sent: readonly Sent[];
  readonly by: { readonly by: string | null; readonly org: string | null };
  /** How it was filled, where this way says so from now on. */
  readonly mode?: 'sheet';
  /** Checked and not written. */
  readonly preview?: boolean;
};

/** What became of answers; `checked` are those that stand as they were sent. */
export type KeptAnswers = Merged & {
  readonly answered: number;
  readonly version: number;
  readonly checked: readonly Sent[];
};

/** Puts answers into an assessment whose row is locked: merged item by item, checked, counted: item_not_asked and the like. */
export async function keepAnswers(
  ctx: VerbContext,
  { assessment, form, sent, by, mode, preview }: Given,
): Promise<KeptAnswers> {
  const merged = mergeAnswers(assessment.answers, sent, { ...by, at: ctx.now.toISOString() });
  const { answers, changed, conflicts } = merged;
  const checked = sent.filter(({ item }) => !conflicts.includes(item));
  checkAnswers(filledOf({ ...assessment, answers }, form.content), checked);
  const answered = Object.keys(countedOf(answers)).length;
  const writes = changed > 0 && !preview;
  const version = assessment.version + (writes ? 1 : 0);
  if (writes)
    await ctx.db
      .updateTable('assessments')
      .set({ answers: JSON.stringify(answers), answered, version, ...(mode ? { mode } : {}) })
      .where('id', '=', assessment.id)
      .executeTakeFirstOrThrow();
  return { ...merged, answered, version, checked };
}

/**
 * Of answers to another version of the form, which somebody saw before the assessment was moved over: those whose question
 * is the same, and the codes of the others, which are to be asked anew.
 */
export async function askedStill<T extends { readonly item: string }>(
  { db }: Pick<VerbContext, 'db'>,
  { form, seen, sent }: { form: Form; seen: string | undefined; sent: readonly T[] },
): Promise<{ sent: T[]; outdated: string[] }> {
  if (seen === undefined || seen === form.id) return { sent: [...sent], outdated: [] };
  const { content } = await readForm(db, seen);
  const same = carryOver(Object.fromEntries(sent.map((one) => [one.item, one])), content.items, form.content.items);
  return {
    sent: sent.filter(({ item }) => item in same),
    outdated: sent.map(({ item }) => item).filter((item) => !(item in same)),
  };
}
