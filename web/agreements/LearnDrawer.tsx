import { useQuery } from '@tanstack/react-query';
import { Alert, Drawer, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { sentenceOfProblem } from '../ui/sentenceOf.ts';
import { useAct } from '../ui/useAct.ts';
import { usePhone } from '../ui/usePhone.ts';
import { stale } from './agreements.ts';
import { learningTexts } from './learning-texts.ts';
import './agreements.css';

const load = (id: string) => read(api.GET('/api/agreements/learnings/{id}', { params: { path: { id } } }));
type Learning = Awaited<ReturnType<typeof load>>;

/** One text: to read and confirm with its questions, or, for officers, who is missing. */
export function LearnDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const phone = usePhone();
  const learning = useQuery({ queryKey: ['agreements', 'learnings', id], queryFn: () => load(id) });
  return (
    <Drawer open title={learning.data?.title ?? '…'} size={phone ? '100%' : 640} onClose={onClose}>
      {learning.error ? (
        <Failed error={learning.error} retry={() => void learning.refetch()} />
      ) : learning.data ? (
        <Shown learning={learning.data} />
      ) : (
        <Loading />
      )}
    </Drawer>
  );
}

function Shown({ learning }: { learning: Learning }) {
  const t = useTexts(learningTexts);
  const officer = useMay()('agreement.close-learning');
  const close = useAct(
    (body: { version: number }, once) =>
      api.POST('/api/agreements/learnings/{id}/close-learning', {
        params: { path: { id: learning.id } },
        body,
        ...once,
      }),
    { refresh: stale },
  );
  return (
    <div className="stack">
      <div className="agreement-text">{learning.text}</div>
      {learning.mine === 'asked' && learning.state === 'open' && <Test learning={learning} />}
      {officer && (
        <>
          <ul className="plain-list">
            {learning.people.map(({ member, name, department, state, confirmed_at }) => (
              <li key={member}>
                {name} {department}{' '}
                <Tag tone={state === 'confirmed' ? 'good' : 'warn'}>
                  {state === 'confirmed' ? t('confirmed', { day: confirmed_at?.slice(0, 10) ?? '' }) : t('missing')}
                </Tag>
              </li>
            ))}
          </ul>
          {learning.state === 'open' && (
            <ActButton
              act="agreement.close-learning"
              loading={close.busy}
              onClick={() => void close.run({ version: learning.version })}
            >
              {t('close')}
            </ActButton>
          )}
        </>
      )}
    </div>
  );
}

function Test({ learning: { id, sha256, questions } }: { learning: Learning }) {
  const { t: common } = useTranslation();
  const t = useTexts(learningTexts);
  const [answers, setAnswers] = useState<readonly (number | null)[]>(questions.map(() => null));
  const act = useAct(
    (body: { sha256: string; answers: number[] }, once) =>
      api.POST('/api/agreements/learnings/{id}/learn', { params: { path: { id } }, body, ...once }),
    { silent: true, refresh: stale },
  );
  const given = answers.filter((one) => one !== null);
  return (
    <div className="stack">
      {questions.map(({ text, options }, at) => (
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
      {act.problem && <Alert type="error" showIcon role="alert" title={sentenceOfProblem(act.problem, common)} />}
      <ActButton
        type="primary"
        act="agreement.learn"
        reason={given.length < questions.length ? t('answer_all') : null}
        loading={act.busy}
        onClick={() => void act.run({ sha256, answers: given })}
      >
        {t('confirm')}
      </ActButton>
    </div>
  );
}
