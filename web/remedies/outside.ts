import { useRef, useState } from 'react';
import { api, type Problem, problemOf, read } from '../api.ts';

export const loadForm = (token: string) => read(api.GET('/api/assessments/outside', { params: { query: { token } } }));

export const handIn = (body: { token: string; name: string }) => api.POST('/api/assessments/outside/hand-in', { body });

export type Form = Awaited<ReturnType<typeof loadForm>>;
export type Item = Form['content']['items'][number];
export type Given = Omit<Form['answers'][number], 'item'>;

/** The items that this firm is asked, in the order of the form. */
export const itemsOf = ({ content, profile }: Form): Item[] =>
  content.items.filter(({ micro }) => profile === 'standard' || micro);

type Filling = { answers: Map<string, Given>; taken: string[] };

/**
 * Answers on the page, each sent as it is given, one request after the other so that none overtakes another. One that
 * cannot be sent now (no network) goes with the next. A reason that is still missing is waited for.
 */
export function useFilling(token: string, form: Form) {
  const [filling, setFilling] = useState<Filling>({
    answers: new Map(form.answers.map(({ item, ...given }) => [item, given])),
    taken: form.taken,
  });
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const latest = useRef(filling);
  const waiting = useRef(new Set<string>());
  const running = useRef(false);

  const keep = (next: Filling): void => {
    latest.current = next;
    setFilling(next);
  };

  const send = async (): Promise<void> => {
    if (running.current) return;
    running.current = true;
    setSaving(true);
    try {
      while (waiting.current.size > 0) {
        const items = [...waiting.current];
        waiting.current.clear();
        await sendSome(items);
      }
      setProblem(null);
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      running.current = false;
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
      const { saved, taken } = await read(api.POST('/api/assessments/outside/fill', { body: { token, answers } }));
      const next = new Map(latest.current.answers);
      for (const { item, v } of saved) {
        const given = next.get(item);
        if (given) next.set(item, { ...given, v });
      }
      keep({ answers: next, taken: [...new Set([...latest.current.taken, ...taken])] });
    } catch (error) {
      // What was refused is not sent again by itself; what got no answer is.
      if (problemOf(error).status === 0) for (const item of items) waiting.current.add(item);
      throw error;
    }
  };

  const change = (item: string, given: Omit<Given, 'v'>): void => {
    const v = latest.current.answers.get(item)?.v ?? 0;
    keep({ ...latest.current, answers: new Map(latest.current.answers).set(item, { ...given, v }) });
    waiting.current.add(item);
    void send();
  };

  return { filling, change, saving, problem };
}

/** Answered; what does not apply needs its reason before it counts. */
export const isWhole = (given: Given | undefined): boolean =>
  given !== undefined && given.answer !== null && (given.answer !== 'na' || (given.reason ?? '').trim() !== '');
