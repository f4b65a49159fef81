import { useEffect, useRef, useState } from 'react';
import { itemsOf as itemsFor } from '#domain/assessments/rules.ts';
import { api, type Problem, problemOf, read } from '../api.ts';

/** In the body: what stands in an address is kept by logs on the way. */
export const loadForm = (token: string) => read(api.POST('/api/assessments/outside', { body: { token } }));

export const handIn = (body: { token: string; name: string }) => api.POST('/api/assessments/outside/hand-in', { body });

export type Form = Awaited<ReturnType<typeof loadForm>>;
export type Item = Form['content']['items'][number];
export type Given = Omit<Form['answers'][number], 'item'>;

/** The items that this firm is asked, in the order of the form. */
export const itemsOf = ({ content, profile }: Form): Item[] => itemsFor(content, profile);

type Filling = { answers: Map<string, Given>; taken: string[] };

/**
 * Answers on the page, each sent as it is given, one request after the other so that none overtakes another. One that
 * cannot be sent now (no network) goes with the next, with `flush`, or when there is a network again. A reason that is
 * still missing is waited for. `renew` is called when the form was replaced by another version meanwhile.
 */
export function useFilling({ token, form, renew }: { token: string; form: Form; renew: () => void }) {
  const [filling, setFilling] = useState<Filling>({
    answers: new Map(form.answers.map(({ item, ...given }) => [item, given])),
    taken: form.taken,
  });
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const latest = useRef(filling);
  const waiting = useRef(new Set<string>());
  const running = useRef<Promise<boolean> | null>(null);

  const keep = (next: Filling): void => {
    latest.current = next;
    setFilling(next);
  };

  /** Resolves to whether all that is whole has arrived; a call while one runs waits for that one. */
  const send = (): Promise<boolean> => {
    running.current ??= sendAll().finally(() => {
      running.current = null;
    });
    return running.current;
  };

  const sendAll = async (): Promise<boolean> => {
    setSaving(true);
    try {
      while (waiting.current.size > 0) {
        const items = [...waiting.current];
        waiting.current.clear();
        await sendSome(items);
      }
      setProblem(null);
      return true;
    } catch (error) {
      setProblem(problemOf(error));
      return false;
    } finally {
      setSaving(waiting.current.size > 0);
    }
  };

  const sendSome = async (items: readonly string[]): Promise<void> => {
    const answers = items.flatMap((item) => {
      const given = latest.current.answers.get(item);
      return given && isWhole(given) ? [{ item, ...given }] : [];
    });
    if (answers.length === 0) return;
    try {
      const body = { token, form: form.form, answers };
      const { saved, taken, outdated } = await read(api.POST('/api/assessments/outside/fill', { body }));
      const next = new Map(latest.current.answers);
      for (const { item, v } of saved) {
        const given = next.get(item);
        if (given) next.set(item, { ...given, v });
      }
      keep({ answers: next, taken: [...new Set([...latest.current.taken, ...taken])] });
      if (outdated.length > 0) renew();
    } catch (error) {
      // What was refused is not sent again by itself; what got no answer, or came too fast, is.
      const { status } = problemOf(error);
      if (status === 0 || status === 429 || status >= 500) for (const item of items) waiting.current.add(item);
      throw error;
    }
  };

  const change = (item: string, given: Omit<Given, 'v'>): void => {
    const v = latest.current.answers.get(item)?.v ?? 0;
    keep({ ...latest.current, answers: new Map(latest.current.answers).set(item, { ...given, v }) });
    waiting.current.add(item);
    void send();
  };

  // The listener sends what stands at that moment.
  const again = useRef(send);
  again.current = send;
  useEffect(() => {
    const online = () => void again.current();
    window.addEventListener('online', online);
    return () => window.removeEventListener('online', online);
  }, []);

  return { filling, change, saving, problem, flush: send };
}

/** Answered; what does not apply needs its reason before it counts. */
export const isWhole = (given: Given | undefined): boolean =>
  given !== undefined && given.answer !== null && (given.answer !== 'na' || (given.reason ?? '').trim() !== '');
