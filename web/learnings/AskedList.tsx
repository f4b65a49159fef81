import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answerStates } from '#domain/learnings/schema.ts';
import type { paths as Paths } from '../api.gen.ts';
import { api, read } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { instantLabel } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import { Tag } from '../ui/StateTag.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { useListQuery } from '../ui/useListQuery.ts';
import type { Learning } from './learnings.ts';
import { learningTexts } from './texts.ts';

type Row = Paths['/api/learnings/{id}/people']['get']['responses'][200]['content']['application/json']['rows'][number];

/** Everybody who was asked, those missing first. */
export function AskedList({ learning: { id, asked, confirmed, failing } }: { learning: Learning }) {
  const { t: common } = useTranslation();
  const t = useTexts(learningTexts);
  const { message } = App.useApp();
  const query = useListQuery(['state', 'failing']);
  const state = answerStates.find((one) => one === query.one('state'));
  const filter = {
    ...(query.q ? { q: query.q } : {}),
    ...(state ? { state } : {}),
    ...(query.one('failing') === 'yes' ? { failing: 'yes' as const } : {}),
  };
  const { page, size } = query;
  const list = useQuery({
    queryKey: ['learnings', id, 'people', page, size, filter],
    queryFn: () =>
      read(api.GET('/api/learnings/{id}/people', { params: { path: { id }, query: { page, size, ...filter } } })),
    placeholderData: keepPreviousData,
  });
  const exportList = () =>
    download(`/api/learnings/${id}/people.xlsx?${new URLSearchParams(filter)}`).catch((error: unknown) => {
      message.error(sentenceOf(error, common));
    });
  return (
    <section aria-label={t('people')}>
      <h2>{t('people')}</h2>
      <p>
        {t('progress', { confirmed, asked })} {failing > 0 && <Tag tone="bad">{t('failing', { count: failing })}</Tag>}
      </p>
      <DataTable
        label={t('people')}
        columns={useColumns()}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.member}
        rowName={(row) => row.name}
        query={query}
        search={t('people_search')}
        filters={[
          {
            key: 'state',
            label: t('state'),
            options: [
              { value: 'asked', label: t('missing') },
              { value: 'passed', label: t('passed') },
              { value: 'confirmed', label: t('filter_confirmed') },
            ],
          },
          { key: 'failing', label: t('tries'), options: [{ value: 'yes', label: t('filter_failing') }] },
        ]}
        onExport={exportList}
        empty={{ title: t('people_none') }}
      />
    </section>
  );
}

function useColumns(): Column<Row>[] {
  const t = useTexts(learningTexts);
  const language = useLanguage();
  return [
    {
      key: 'name',
      title: t('people'),
      render: ({ member, name }) => <Link to={paths.member(member)}>{name}</Link>,
    },
    { key: 'department', title: t('department'), render: ({ department }) => department ?? '' },
    {
      key: 'state',
      title: t('state'),
      width: 240,
      render: ({ state, confirmed_at, account }) => (
        <>
          <Tag tone={state === 'confirmed' ? 'good' : 'warn'}>
            {state === 'confirmed' && confirmed_at
              ? t('confirmed', { at: instantLabel(confirmed_at, language) })
              : t(state === 'passed' ? 'passed' : 'missing')}
          </Tag>{' '}
          {!account && state !== 'confirmed' && <Tag>{t('no_account')}</Tag>}
        </>
      ),
    },
    {
      key: 'tries',
      title: t('tries'),
      render: ({ tries, right }) => (tries === 0 ? '' : t('tries_of', { tries, right: right ?? 0 })),
    },
  ];
}
