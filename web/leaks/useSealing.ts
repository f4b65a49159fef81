import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Refused } from '#domain/refused.ts';
import { sentenceFor } from '#domain/sentences.ts';
import { problemOf } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { stale, useSay } from './leaks.ts';

/** Sealing and sending under one button; refusals of both are a sentence, `conflict` when somebody else saved first. */
export function useSealing(done?: string) {
  const { t } = useTranslation();
  const say = useSay();
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
    return problemOf(error).reason === 'not_found' ? say('gone') : sentenceOf(error, t);
  };
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setProblem(null);
    setConflict(false);
    try {
      await work();
      if (done) message.success(done);
      await refresh();
      return true;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return false;
      if (problemOf(error).reason === 'changed_meanwhile') {
        setConflict(true);
        await refresh();
      } else setProblem(sentence(error));
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { run, busy, problem, conflict, clear: () => setProblem(null) };
}
