import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Draft } from '#domain/plans/schema.ts';
import { api, type Problem, problemOf, read } from '../api.ts';

export type Units = Readonly<Record<string, readonly string[]>>;
type Content = { readonly draft: Draft; readonly units: Units };

export type SaveState = 'saved' | 'waiting' | 'saving' | 'refused' | 'conflict';

export type Review = Content & {
  readonly version: number;
  readonly state: SaveState;
  readonly problem: Problem | null;
  readonly canUndo: boolean;
  /** One edit. Edits with the same `key` that follow each other are one step of undoing. */
  edit(change: (draft: Draft) => Draft, key?: string): void;
  choose(name: string, organisations: readonly string[]): void;
  undo(): void;
  /** Saves what waits; true when everything is saved. */
  flush(): Promise<boolean>;
  /** After a conflict: go on with my content on top of the newest version. */
  keepMine(): Promise<void>;
};

const quietFor = 900;
const stepsKept = 200;

/** The draft while it is corrected: edited here at once, saved whole a moment later, with its version. */
export function useReview(id: string, first: Content & { version: number }): Review {
  const client = useQueryClient();
  const [content, setContent] = useState<Content>(first);
  const [state, setState] = useState<SaveState>('saved');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [steps, setSteps] = useState(0);
  const now = useRef<Content>(first);
  const saved = useRef<Content>(first);
  const version = useRef(first.version);
  const past = useRef<{ content: Content; key: string }[]>([]);
  const timer = useRef(0);
  const going = useRef<Promise<boolean> | null>(null);

  const send = useCallback(async (): Promise<boolean> => {
    const sent = now.current;
    if (sent === saved.current) return true;
    setState('saving');
    try {
      const body = { version: version.current, draft: sent.draft, units: mutable(sent.units) };
      const answer = await read(api.POST('/api/plans/{id}/correct', { params: { path: { id } }, body }));
      version.current = answer.version;
      saved.current = sent;
      setProblem(null);
      setState(now.current === sent ? 'saved' : 'waiting');
      void client.invalidateQueries({ queryKey: ['plan-units', id] });
      void client.invalidateQueries({ queryKey: ['plan-difference', id] });
      return now.current === sent;
    } catch (error) {
      const found = problemOf(error);
      setProblem(found);
      setState(found.reason === 'changed_meanwhile' ? 'conflict' : 'refused');
      return false;
    }
  }, [client, id]);

  const flush = useCallback(async (): Promise<boolean> => {
    window.clearTimeout(timer.current);
    while (going.current) await going.current;
    going.current = send();
    const done = await going.current;
    going.current = null;
    return done;
  }, [send]);

  const put = useCallback(
    (next: Content) => {
      now.current = next;
      setContent(next);
      setState((before) => (before === 'conflict' ? before : 'waiting'));
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void flush(), quietFor);
    },
    [flush],
  );

  const step = useCallback(
    (next: Content, key: string) => {
      if (next === now.current) return;
      const last = past.current.at(-1);
      if (key === '' || last?.key !== key) past.current.push({ content: now.current, key });
      past.current.splice(0, past.current.length - stepsKept);
      setSteps(past.current.length);
      put(next);
    },
    [put],
  );

  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent): void => {
      if (now.current !== saved.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', leaving);
    return () => {
      window.removeEventListener('beforeunload', leaving);
      window.clearTimeout(timer.current);
      if (now.current !== saved.current) void send();
    };
  }, [send]);

  return {
    ...content,
    ...{ version: version.current, state, problem, canUndo: steps > 0, flush },
    edit: useCallback(
      (change, key = '') => {
        const draft = change(now.current.draft);
        if (draft !== now.current.draft) step({ ...now.current, draft }, key);
      },
      [step],
    ),
    choose: useCallback(
      (name, organisations) => step({ ...now.current, units: { ...now.current.units, [name]: organisations } }, ''),
      [step],
    ),
    undo: useCallback(() => {
      const last = past.current.pop();
      setSteps(past.current.length);
      if (last) put(last.content);
    }, [put]),
    keepMine: useCallback(async () => {
      const newest = await read(api.GET('/api/plans/{id}', { params: { path: { id } } }));
      version.current = newest.version;
      await flush();
    }, [id, flush]),
  };
}

const mutable = (units: Units): Record<string, string[]> =>
  Object.fromEntries(Object.entries(units).map(([name, ids]) => [name, [...ids]]));
