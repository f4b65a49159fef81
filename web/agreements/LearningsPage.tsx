import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { DayText } from '../ui/DayText.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { useListQuery } from '../ui/useListQuery.ts';
import { AskForm } from './AskForm.tsx';
import { LearnDrawer } from './LearnDrawer.tsx';
import { learningTexts } from './learning-texts.ts';

/** What members are to read and learn; who is missing. */
export function LearningsPage() {
  const t = useTexts(learningTexts);
  const labels = useLabels();
  const officer = useMay()('agreement.ask-learning');
  const query = useListQuery([]);
  const [open, setOpen] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const list = useQuery({
    queryKey: ['agreements', 'learnings', query.page, query.size],
    queryFn: () =>
      read(api.GET('/api/agreements/learnings', { params: { query: { page: query.page, size: query.size } } })),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHead
        title={t('title')}
        purpose={t('purpose')}
        parents={[{ title: labels.noun('agreements'), path: paths.agreements }]}
        {...(officer
          ? {
              primary: (
                <ActButton type="primary" act="agreement.ask-learning" onClick={() => setAsking(true)}>
                  {t('ask')}
                </ActButton>
              ),
            }
          : {})}
      />
      <DataTable
        label={t('title')}
        columns={[
          {
            key: 'title',
            title: t('name'),
            render: ({ id, number, title }) => (
              <button type="button" className="link-button" onClick={() => setOpen(id)}>
                {number}. {title}
              </button>
            ),
          },
          { key: 'due', title: t('due_on'), width: 140, render: ({ due_on }) => <DayText day={due_on} /> },
          {
            key: 'state',
            title: t('state'),
            width: 240,
            render: ({ state, mine, asked, confirmed }) => (
              <>
                {state === 'closed' && <Tag>{t('closed')}</Tag>}{' '}
                {mine === 'asked' && <Tag tone="warn">{t('mine_asked')}</Tag>}
                {mine === 'confirmed' && <Tag tone="good">{t('mine_confirmed')}</Tag>}{' '}
                {officer && t('progress', { confirmed, asked })}
              </>
            ),
          },
        ]}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.id}
        rowName={(row) => row.title}
        query={query}
        empty={officer ? { title: t('empty'), text: t('empty_why') } : { title: t('empty') }}
      />
      {open && <LearnDrawer id={open} onClose={() => setOpen(null)} />}
      {asking && <AskForm onClose={() => setAsking(false)} />}
    </>
  );
}
