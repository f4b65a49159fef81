import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Refused } from '#domain/refused.ts';
import { sentenceFor } from '#domain/sentences.ts';
import { useLanguage } from '../i18n/labels.ts';
import { sentenceOf } from '../ui/sentenceOf.ts';

/** Work in the browser and at the server under one button: refusals of both are shown as their sentence. */
export function useSealedAct(done?: string) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const running = useRef(false);
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setProblem(null);
    try {
      await work();
      if (done) message.success(done);
      await client.invalidateQueries({ queryKey: ['identities'] });
      return true;
    } catch (error) {
      setProblem(error instanceof Refused ? sentenceFor(error.reason, error.detail, language) : sentenceOf(error, t));
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { run, busy, problem, clear: () => setProblem(null) };
}
