import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, problemOf, read } from '../api.ts';
import { sentenceOfProblem } from './sentenceOf.ts';

type Answered<T> = { data?: T; error?: unknown; response: Response };

/** Goes into the call's options: a retry with the same key makes no second row. */
export type Once = { headers: { 'idempotency-key': string } };

type Options<T> = {
  /** The sentence after success; "done" when absent. */
  done?: string | ((output: T) => string);
  /** Which reads are stale now: first parts of query keys. Everything when absent. */
  refresh?: readonly string[];
  /** Say nothing on success. */
  quiet?: boolean;
  /** Do not show the problem as a message: the form shows it (FormModal). */
  silent?: boolean;
  after?: (output: T) => unknown;
};

export type ActHandle<I, T> = {
  run: (input: I) => Promise<T | undefined>;
  busy: boolean;
  problem: Problem | null;
  clear: () => void;
};

/**
 * One act by its button. A click while it runs is ignored; a repeat after no answer carries the same idempotency key.
 * @returns `run`, which resolves to the output, or to undefined after a refusal (then `problem` says why)
 */
export function useAct<I, T>(
  call: (input: I, once: Once) => Promise<Answered<T>>,
  options: Options<T> = {},
): ActHandle<I, T> {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const running = useRef(false);
  const unanswered = useRef<{ key: string; input: string } | null>(null);

  const run = async (input: I): Promise<T | undefined> => {
    if (running.current) return undefined;
    running.current = true;
    setBusy(true);
    setProblem(null);
    const text = JSON.stringify(input) ?? '';
    const key = unanswered.current?.input === text ? unanswered.current.key : newKey();
    try {
      const output = await read(call(input, { headers: { 'idempotency-key': key } }));
      unanswered.current = null;
      await settle(output);
      return output;
    } catch (error) {
      const found = problemOf(error);
      unanswered.current = found.status === 0 || found.status >= 500 ? { key, input: text } : null;
      setProblem(found);
      if (!options.silent) message.error(sentenceOfProblem(found, t));
      return undefined;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };

  const settle = async (output: T): Promise<void> => {
    const { done = t('ui.done'), refresh, quiet, after } = options;
    void client.invalidateQueries({
      predicate: ({ queryKey }) =>
        queryKey[0] !== 'session' && (refresh === undefined || refresh.includes(String(queryKey[0]))),
    });
    if (!quiet) message.success(typeof done === 'function' ? done(output) : done);
    await after?.(output);
  };

  return { run, busy, problem, clear: () => setProblem(null) };
}

/** 128 random bits. Not crypto.randomUUID, which browsers withhold on plain http in a local network. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
