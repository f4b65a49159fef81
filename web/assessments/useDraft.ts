import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { findWaiting, onArrival, queueSend } from '../offline.ts';
import { paths } from '../paths.ts';
import { useSession } from '../session.ts';
import { type Assessment, loadAnswers, type ShownAnswer } from './assessments.ts';
import { type Conflict, contentOf, type Draft, type Mine, reconcile, toSend, withoutNotes } from './draft.ts';

export type SaveState = 'saved' | 'saving' | 'waiting' | 'not_kept' | { readonly refused: string };

type Change = { answer?: Mine['answer']; reason?: string; supported?: boolean; note?: string };

type Body = {
  form: string;
  answers: readonly (Omit<Mine, 'earlier' | 'reason'> & { item: string; reason: string | null })[];
};

/** Long enough for a sentence to be typed on, short enough that a closed page loses nothing. */
const pause = 600;

/**
 * Answers of one person on one device: kept and sent as they are given, also without a network, and held against what
 * others answer meanwhile.
 */
export function useDraft(assessment: Assessment) {
  const { id, form, enterprise_name: name } = assessment;
  const { person, post } = useSession();
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>({});
  const [conflicts, setConflicts] = useState<readonly Conflict[]>([]);
  const [state, setState] = useState<SaveState>('saved');
  const current = useRef<Draft>({});
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // What was answered to another version of the form goes its own way: the server knows which questions are the same.
  const outboxId = `${id}/${form}/answers`;
  const answers = useQuery({
    queryKey: ['assessments', id, 'answers'],
    queryFn: () => loadAnswers(id),
    initialData: { version: assessment.version, state: assessment.state, form, answers: assessment.answers },
    refetchInterval: 15_000,
    retry: false,
  });
  const server = answers.data.answers;
  const renewed = answers.data.form !== form;
  useEffect(() => {
    // Somebody moved the assessment to the form in force: its questions are read, and this page begins anew with them.
    if (renewed) void client.invalidateQueries({ queryKey: ['assessments', id], exact: true });
  }, [renewed, id, client]);
  const keep = useCallback((next: Draft) => {
    current.current = next;
    setDraft(next);
  }, []);

  const send = useCallback(async () => {
    const open = new Set(reconcile(current.current, server).conflicts.map(({ item }) => item));
    const body: Body = { form, answers: toSend(current.current).filter(({ item }) => !open.has(item)) };
    if (body.answers.length === 0 || !person || !post) return;
    setState('saving');
    try {
      const outcome = await queueSend({
        ...{ id: outboxId, act: 'assessment.answer', url: `/api/assessments/${id}/answer`, body },
        ...{ person: person.id, organisation: post.organisation, title: name, page: paths.assessment(id) },
      });
      setState(outcome === 'sent' ? 'saved' : outcome);
    } catch {
      setState('not_kept');
    }
  }, [id, form, name, outboxId, person, post, server]);

  const later = useCallback(
    (wait = pause) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void send(), wait);
    },
    [send],
  );

  // What was answered before the page was closed and could not be sent yet.
  useEffect(() => {
    void findWaiting(outboxId).then(
      (waiting) => {
        if (!waiting) return;
        // Written above by this very page.
        const { answers: kept } = waiting.body as Body;
        const restored = kept.map(({ item, reason, ...one }) => [item, { ...one, reason: reason ?? '', earlier: [] }]);
        keep({ ...Object.fromEntries(restored), ...current.current });
        setState(waiting.refused ? { refused: waiting.refused.detail } : 'waiting');
      },
      () => undefined,
    );
  }, [outboxId, keep]);

  useEffect(
    () =>
      onArrival(({ id: arrived, body }) => {
        if (arrived !== outboxId) return;
        keep(withoutNotes(current.current, (body as Body).answers));
        setState('saved');
        void client.invalidateQueries({ queryKey: ['assessments', id, 'answers'] });
      }),
    [outboxId, id, client, keep],
  );

  useEffect(() => {
    const next = reconcile(current.current, server);
    setConflicts(next.conflicts);
    if (JSON.stringify(next.draft) !== JSON.stringify(current.current)) keep(next.draft);
  }, [server, keep]);

  const change = (item: string, part: Change): void => {
    const shown = shownOf(item, current.current, server);
    const before = current.current[item];
    const earlier = before ? [...before.earlier, contentOf(before)].slice(-10) : [];
    const v = before?.v ?? server.find((one) => one.item === item)?.v ?? 0;
    keep({ ...current.current, [item]: { ...shown, ...part, v, earlier } });
    later();
  };

  const decide = (item: string, whose: 'mine' | 'theirs'): void => {
    const { [item]: mine, ...rest } = current.current;
    const v = server.find((one) => one.item === item)?.v ?? 0;
    keep(whose === 'mine' && mine ? { ...rest, [item]: { ...mine, v } } : rest);
    setConflicts(conflicts.filter((one) => one.item !== item));
    later(0);
  };

  // The last words before the page goes are not lost with it.
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    ...{ answers: answers.data, conflicts, change, decide, flush: send, refetch: answers.refetch },
    state: shownState(state, draft, conflicts),
    unsent: toSend(draft).length,
    of: (item: string) => shownOf(item, draft, server),
    answeredItems: answeredOf(draft, server),
  };
}

/** An answer that is not whole yet, or waits for a decision, is not saved, whatever came of the others. */
const shownState = (state: SaveState, draft: Draft, conflicts: readonly Conflict[]): SaveState =>
  state === 'saved' && toSend(draft).length > conflicts.length ? 'saving' : state;

/** What the page shows of an item: the own answer on this device first. */
function shownOf(item: string, draft: Draft, server: readonly ShownAnswer[]): Omit<Mine, 'v' | 'earlier'> {
  const mine = draft[item];
  if (mine) return mine;
  const kept = server.find((one) => one.item === item);
  return { answer: kept?.answer ?? null, reason: kept?.reason ?? '', supported: kept?.supported ?? false };
}

const answeredOf = (draft: Draft, server: readonly ShownAnswer[]): ReadonlySet<string> =>
  new Set([
    ...server.filter(({ item, answer }) => answer !== null && draft[item] === undefined).map(({ item }) => item),
    ...Object.entries(draft)
      .filter(([, { answer, reason }]) => answer !== null && (answer !== 'na' || reason.trim() !== ''))
      .map(([item]) => item),
  ]);
