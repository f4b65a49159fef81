import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { InstantText } from '../ui/DayText.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { StateTag } from '../ui/StateTag.tsx';
import { useListQuery } from '../ui/useListQuery.ts';
import { loadForms, type Row } from './forms.ts';
import { texts } from './texts.ts';

const shown = ['draft', 'published', 'withdrawn', 'discarded'] as const;

/** Forms with their versions: the default, those of regions, and what my office writes. */
export function ListPage() {
  const t = useTexts(texts);
  const labels = useLabels();
  const query = useListQuery(['state']);
  const state = shown.find((one) => one === query.one('state'));
  const list = useQuery({
    queryKey: ['forms', query.page, query.size, state],
    queryFn: () => loadForms({ page: query.page, size: query.size, ...(state ? { state } : {}) }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHead title={labels.noun('forms')} purpose={t('purpose')} />
      <DataTable
        label={labels.noun('forms')}
        columns={useColumns()}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.id}
        rowName={(row) => `${row.title} ${row.version}`}
        query={query}
        filters={[
          { key: 'state', label: t('state'), options: shown.map((value) => ({ value, label: labels.state(value) })) },
        ]}
        empty={{ title: t('empty'), text: t('empty_why') }}
      />
    </>
  );
}

function useColumns(): Column<Row>[] {
  const t = useTexts(texts);
  return [
    { key: 'title', title: t('form_title'), render: ({ id, title }) => <Link to={paths.form(id)}>{title}</Link> },
    { key: 'version', title: t('version'), width: 100, render: ({ version }) => t('version_no', { version }) },
    { key: 'state', title: t('state'), width: 110, render: ({ state }) => <StateTag state={state} /> },
    {
      key: 'owner',
      title: t('owner'),
      width: 220,
      render: ({ organisation_name }) => organisation_name ?? t('product'),
    },
    {
      key: 'size',
      title: t('size'),
      width: 250,
      render: ({ dimensions, items, key_items: keys }) => t('size_of', { dimensions, items, keys }),
    },
    { key: 'used', title: t('used'), width: 100, align: 'right', render: ({ used }) => used },
    {
      key: 'published_at',
      title: t('published_at'),
      width: 150,
      phone: 'hide',
      render: ({ published_at }) => (published_at ? <InstantText at={published_at} /> : ''),
    },
  ];
}
