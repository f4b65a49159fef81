import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, read } from '../api.ts';
import { useLabels, useLanguage } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { useListQuery } from '../ui/useListQuery.ts';

const loadMetrics = (q: string, available: boolean | undefined) =>
  read(
    api.GET('/api/statistics', {
      params: { query: { ...(q ? { q } : {}), ...(available === undefined ? {} : { available }) } },
    }),
  );
type Metric = Awaited<ReturnType<typeof loadMetrics>>['rows'][number];

/** The catalogue: what targets can count, by which rule, from which register, and what waits for its register. */
export function ListPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const query = useListQuery(['available'], { size: 200 });
  const chosen = query.one('available');
  const available = chosen === undefined ? undefined : chosen === 'true';
  const list = useQuery({
    queryKey: ['statistics', query.q, available],
    queryFn: () => loadMetrics(query.q, available),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHead
        title={labels.noun('statistics')}
        purpose={t('statistics.purpose')}
        parents={[{ title: labels.noun('targets'), path: paths.targets }]}
      />
      <DataTable<Metric>
        label={labels.noun('statistics')}
        columns={useColumns()}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.key}
        rowName={(row) => row.zh}
        query={query}
        search={t('statistics.search')}
        filters={[
          {
            key: 'available',
            label: t('statistics.register'),
            options: [
              { value: 'true', label: t('statistics.counts_now') },
              { value: 'false', label: t('standing.no_register') },
            ],
          },
        ]}
        empty={{ title: t('statistics.none') }}
      />
    </>
  );
}

function useColumns(): Column<Metric>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return [
    {
      key: 'name',
      title: t('statistics.metric'),
      render: (row) => <strong>{row[language]}</strong>,
    },
    {
      key: 'rule',
      title: t('statistics.rule'),
      render: ({ numerator, denominator }) =>
        denominator ? t('statistics.rule_rate', { numerator, denominator }) : numerator,
    },
    {
      key: 'value',
      title: t('statistics.today'),
      width: 170,
      align: 'right',
      render: (row) => <Today metric={row} />,
    },
    {
      key: 'targets',
      title: t('statistics.used_by'),
      width: 120,
      align: 'right',
      render: ({ key, targets }) =>
        targets === 0 ? (
          <span className="muted">0</span>
        ) : (
          <Link to={`${paths.targets}?subject=${key}`}>{targets}</Link>
        ),
    },
  ];
}

function Today({ metric: { available, scope, value, unit } }: { metric: Metric }) {
  const { t } = useTranslation();
  if (!available) return <Tag>{t('standing.no_register')}</Tag>;
  if (value !== null) return <strong>{`${value}${unit}`}</strong>;
  return <span className="muted">{scope === 'programme' ? t('statistics.in_programme') : '—'}</span>;
}
