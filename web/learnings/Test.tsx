import { Alert, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { sentenceOfProblem } from '../ui/sentenceOf.ts';
import { useAct } from '../ui/useAct.ts';
import { type Learning, stale } from './learnings.ts';
import { learningTexts } from './texts.ts';

/** The questions of a text, and the confirmation that it was read: given once the test is passed. */
export function Test({ learning: { id, sha256, questions, mine } }: { learning: Learning }) {
  const { t: common } = useTranslation();
  const t = useTexts(learningTexts);
  const [answers, setAnswers] = useState<readonly (number | null)[]>(questions.map(() => null));
  const [last, setLast] = useState<{ right: number; total: number; tries: number } | null>(null);
  const params = { path: { id } };
  const learn = useAct(
    (body: { sha256: string }, once) => api.POST('/api/learnings/{id}/learn', { params, body, ...once }),
    { silent: true, refresh: stale },
  );
  const answer = useAct(
    (body: { answers: number[] }, once) => api.POST('/api/learnings/{id}/answer', { params, body, ...once }),
    { silent: true, quiet: true },
  );
  const given = answers.filter((one) => one !== null);
  const asks = questions.length > 0 && mine !== 'passed';
  const submit = async (): Promise<void> => {
    if (asks) {
      const outcome = await answer.run({ answers: given });
      if (!outcome) return;
      const { passed, ...counts } = outcome;
      setLast(passed ? null : counts);
      if (!passed) return;
    }
    await learn.run({ sha256 });
  };
  const problem = answer.problem ?? learn.problem;
  return (
    <div className="stack">
      {asks &&
        questions.map(({ text, options }, at) => (
          <fieldset key={text}>
            <legend>{text}</legend>
            <Radio.Group
              vertical
              value={answers[at] ?? null}
              onChange={({ target }) => setAnswers(answers.map((one, index) => (index === at ? target.value : one)))}
              options={options.map((label, value) => ({ value, label }))}
            />
          </fieldset>
        ))}
      {last && <Alert type="warning" showIcon role="alert" title={t('failed', last)} />}
      {problem && <Alert type="error" showIcon role="alert" title={sentenceOfProblem(problem, common)} />}
      <div>
        <ActButton
          type="primary"
          act="learning.learn"
          reason={asks && given.length < questions.length ? t('answer_all') : null}
          loading={answer.busy || learn.busy}
          onClick={() => void submit()}
        >
          {t('confirm')}
        </ActButton>
      </div>
    </div>
  );
}
