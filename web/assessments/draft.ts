import type { ShownAnswer } from './assessments.ts';

/** What one person answered on this device. `v` is the version of the item that was seen. */
export type Mine = {
  readonly answer: ShownAnswer['answer'];
  readonly reason: string;
  readonly supported: boolean;
  readonly note?: string;
  readonly v: number;
  /** What this device sent before for the same item: its own earlier answer is nobody else's. */
  readonly earlier: readonly string[];
};

export type Draft = { readonly [item: string]: Mine };

export type Conflict = { readonly item: string; readonly theirs: ShownAnswer };

/** An answer in one text, to compare by. */
export const contentOf = ({
  answer,
  reason,
  supported,
}: {
  answer: Mine['answer'];
  reason?: string;
  supported?: boolean;
}) => JSON.stringify([answer, reason?.trim() ?? '', supported ?? false]);

/** Can it be sent? What does not apply needs its reason first. */
export const isWhole = ({ answer, reason }: Mine): boolean => answer !== 'na' || reason.trim() !== '';

/** The body of the request: all that is not yet known to be kept. */
export const toSend = (draft: Draft) =>
  Object.entries(draft)
    .filter(([, mine]) => isWhole(mine))
    .map(([item, { answer, reason, supported, note, v }]) => ({
      ...{ item, answer, supported, v },
      reason: reason.trim() === '' ? null : reason.trim(),
      ...(note === undefined ? {} : { note }),
    }));

/**
 * Holds what is on this device against what the server has: what arrived goes, what was overtaken by this device's own
 * later answer is based on the newer version, and what somebody else answered otherwise is a conflict for a person.
 */
export function reconcile(draft: Draft, server: readonly ShownAnswer[]): { draft: Draft; conflicts: Conflict[] } {
  const kept = new Map(server.map((answer) => [answer.item, answer]));
  const rest: Record<string, Mine> = {};
  const conflicts: Conflict[] = [];
  for (const [item, mine] of Object.entries(draft)) {
    const theirs = kept.get(item);
    const now = theirs ? contentOf(theirs) : null;
    if (theirs && now === contentOf(mine)) {
      // Only the note beside it is still on its way.
      if (mine.note !== undefined) rest[item] = { ...mine, v: theirs.v };
      continue;
    }
    if ((theirs?.v ?? 0) === mine.v) rest[item] = mine;
    else if (theirs && now !== null && mine.earlier.includes(now)) rest[item] = { ...mine, v: theirs.v };
    else if (theirs) {
      rest[item] = mine;
      conflicts.push({ item, theirs });
    }
  }
  return { draft: rest, conflicts };
}

type Sent = { readonly item: string; readonly note?: string | undefined };

/** Notes that arrived need not go again. */
export const withoutNotes = (draft: Draft, arrived: readonly Sent[]): Draft => {
  const notes = new Map(arrived.map(({ item, note }) => [item, note]));
  return Object.fromEntries(
    Object.entries(draft).map(([item, mine]) => {
      const { note, ...rest } = mine;
      return [item, note !== undefined && notes.get(item) === note ? rest : mine];
    }),
  );
};
