import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { DayText } from '../ui/DayText.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { useListQuery } from '../ui/useListQuery.ts';
import { AskForm } from './AskForm.tsx';
import type { Learning } from './learnings.ts';
import { learningTexts } from './texts.ts';

/** What people are to read and learn: officers see how many have, an employee the own ones. */
export function ListPage() {
  const t = useTexts(learningTexts);
  const labels = useLabels();
  const officer = useMay()('learning.ask-people');
  const query = useListQuery([]);
  const [params, setParams] = useSearchParams();
  const document = params.get('document');
  const [asking, setAsking] = useState(officer && document !== null);
  const { page, size } = query;
  const list = useQuery({
    queryKey: ['learnings', 'list', page, size],
    queryFn: () => read(api.GET('/api/learnings', { params: { query: { page, size } } })),
    placeholderData: keepPreviousData,
  });
  const close = () => {
    setAsking(false);
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        next.delete('document');
        return next;
      },
      { replace: true },
    );
  };
  return (
    <>
      <PageHead
        title={labels.noun('learnings')}
        purpose={t(officer ? 'purpose' : 'purpose_own')}
        parents={[{ title: labels.noun('agreements'), path: paths.agreements }]}
        {...(officer
          ? { primary: <ActButton type="primary" act="learning.ask-people" onClick={() => setAsking(true)} /> }
          : {})}
      />
      <DataTable
        label={labels.noun('learnings')}
        columns={useColumns(officer)}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.id}
        rowName={(row) => row.title}
        query={query}
        empty={officer ? { title: t('empty'), text: t('empty_why') } : { title: t('empty_own') }}
      />
      {asking && <AskForm document={document} onClose={close} />}
    </>
  );
}

type Row = Pick<Learning, 'id' | 'number' | 'title' | 'due_on' | 'state' | 'mine' | 'asked' | 'confirmed' | 'failing'>;

function useColumns(officer: boolean): Column<Row>[] {
  const t = useTexts(learningTexts);
  return [
    {
      key: 'title',
      title: t('name'),
      render: ({ id, number, title }) => (
        <Link to={paths.learning(id)}>
          {number}. {title}
        </Link>
      ),
    },
    { key: 'due', title: t('due_on'), width: 140, render: ({ due_on }) => <DayText day={due_on} /> },
    {
      key: 'state',
      title: t('state'),
      width: 280,
      render: ({ state, mine, asked, confirmed, failing }) => (
        <>
          {state === 'closed' && <Tag>{t('closed')}</Tag>}{' '}
          {mine !== null && mine !== 'confirmed' && <Tag tone="warn">{t('mine_asked')}</Tag>}
          {mine === 'confirmed' && <Tag tone="good">{t('mine_confirmed')}</Tag>}{' '}
          {officer && t('progress', { confirmed, asked })}{' '}
          {officer && failing > 0 && <Tag tone="bad">{t('failing', { count: failing })}</Tag>}
        </>
      ),
    },
  ];
}
