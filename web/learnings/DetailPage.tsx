import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { DayText } from '../ui/DayText.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { useAct } from '../ui/useAct.ts';
import { AskedList } from './AskedList.tsx';
import { type Learning, learningQuery, stale } from './learnings.ts';
import { Test } from './Test.tsx';
import { learningTexts } from './texts.ts';
import './learnings.css';

/** One text: to read and confirm with its test; for officers, who is missing and who does not pass. */
export function DetailPage() {
  const { id = '' } = useParams();
  const labels = useLabels();
  const learning = useQuery(learningQuery(id));
  if (learning.error)
    return <Failed page={labels.noun('learnings')} error={learning.error} retry={() => void learning.refetch()} />;
  if (!learning.data) return <Loading />;
  return <Shown learning={learning.data} />;
}

function Shown({ learning }: { learning: Learning }) {
  const t = useTexts(learningTexts);
  const labels = useLabels();
  const officer = useMay()('learning.people');
  const { id, version, number, title, text, state, mine, due_on, document } = learning;
  const close = useAct(
    (body: { version: number }, once) =>
      api.POST('/api/learnings/{id}/close', { params: { path: { id } }, body, ...once }),
    { refresh: stale },
  );
  return (
    <>
      <PageHead
        title={`${number}. ${title}`}
        tags={
          <>
            {state === 'closed' && <Tag>{t('closed')}</Tag>}
            {mine !== null && (
              <Tag tone={mine === 'confirmed' ? 'good' : 'warn'}>
                {t(mine === 'confirmed' ? 'mine_confirmed' : 'mine_asked')}
              </Tag>
            )}
          </>
        }
        parents={[{ title: labels.noun('learnings'), path: paths.learnings }]}
        {...(officer && state === 'open'
          ? {
              secondary: (
                <ActButton act="learning.close" loading={close.busy} onClick={() => void close.run({ version })} />
              ),
            }
          : {})}
      />
      <div className="stack">
        <p>
          {t('due_on')} <DayText day={due_on} due={mine !== null && mine !== 'confirmed'} />
        </p>
        {document && <Link to={paths.document(document)}>{t('document')}</Link>}
        <section className="card learning-text" aria-label={t('text')}>
          {text}
        </section>
        {mine !== null && mine !== 'confirmed' && state === 'open' && <Test learning={learning} />}
        {officer && <AskedList learning={learning} />}
      </div>
    </>
  );
}
