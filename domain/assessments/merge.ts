import type { Static } from 'typebox';
import type { AnswerInput, KeptAnswer, KeptAnswers } from './schema.ts';

type Sent = Static<typeof AnswerInput>;
type By = { readonly by: string | null; readonly org: string | null; readonly at: string };

export type Merged = {
  readonly answers: KeptAnswers;
  /** Items that now stand as sent, with their version. */
  readonly saved: { item: string; v: number }[];
  /** How many of them are new: a request that comes twice changes nothing. */
  readonly changed: number;
  /** Items that somebody else answered otherwise since they were seen; theirs stands. */
  readonly conflicts: string[];
};

/** Puts answers that were sent beside those that are kept, item by item, so that two people filling one form lose nothing. */
export function mergeAnswers(kept: KeptAnswers, sent: readonly Sent[], by: By): Merged {
  const answers: KeptAnswers = { ...kept };
  const [saved, conflicts]: [Merged['saved'], string[]] = [[], []];
  let changed = 0;
  for (const one of sent) {
    const before = answers[one.item];
    const v = before?.v ?? 0;
    if (before && isSame(before, one)) saved.push({ item: one.item, v });
    else if (v !== one.v) conflicts.push(one.item);
    else {
      answers[one.item] = { ...contentOf(one), ...by, v: v + 1 };
      saved.push({ item: one.item, v: v + 1 });
      changed += 1;
    }
  }
  return { answers, saved, changed, conflicts };
}

const contentOf = ({ answer, reason, supported }: Sent): Pick<KeptAnswer, 'answer' | 'reason' | 'supported'> => ({
  answer,
  ...(reason?.trim() ? { reason: reason.trim() } : {}),
  ...(supported ? { supported } : {}),
});

/** The same content, whoever said it and from wherever it was known. */
const isSame = (kept: KeptAnswer, sent: Sent): boolean => {
  const { answer, reason, supported } = contentOf(sent);
  return kept.answer === answer && kept.reason === reason && (kept.supported ?? false) === (supported ?? false);
};
