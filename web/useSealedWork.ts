import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Refused } from '#domain/refused.ts';
import { sentenceFor } from '#domain/sentences.ts';
import { problemOf } from './api.ts';
import { useLanguage } from './i18n/labels.ts';
import { sentenceOf } from './ui/sentenceOf.ts';

type Look = {
  /** What is said when it is done. */
  readonly done?: string | undefined;
  /** First words of the queries that are stale afterwards. */
  readonly stale: readonly string[];
  /** What is said to somebody who was taken off the list while the page was open, instead of "not found". */
  readonly gone?: string | undefined;
};

/**
 * Sealing in the browser and sending under one button: one at a time, refusals of both as their sentence. `conflict` when
 * somebody else saved meanwhile; then what is stale is read anew. What was cancelled is no problem.
 */
export function useSealedWork({ done, stale, gone }: Look) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [conflict, setConflict] = useState(false);
  const running = useRef(false);
  const refresh = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => stale.some((key) => key === queryKey[0]) });
  const sentence = (error: unknown): string => {
    if (error instanceof Refused) return sentenceFor(error.reason, error.detail, language);
    const { reason, status } = problemOf(error);
    const isGone = reason === 'not_reader' || reason === 'not_found' || status === 403;
    return gone !== undefined && isGone ? gone : sentenceOf(error, t);
  };
  const clear = () => {
    setProblem(null);
    setConflict(false);
  };
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    clear();
    try {
      await work();
      if (done) message.success(done);
      await refresh();
      return true;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return false;
      setProblem(sentence(error));
      if (problemOf(error).reason === 'changed_meanwhile') {
        setConflict(true);
        await refresh();
      }
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { run, busy, problem, conflict, clear };
}
