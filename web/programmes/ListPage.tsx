import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { api, read } from '../api.ts';
import { useDivisionFilter } from '../divisionFilter.ts';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { DayText, todayInChina } from '../ui/DayText.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Progress } from '../ui/Progress.tsx';
import { StateTag, Tag } from '../ui/StateTag.tsx';
import { timeShare } from '../ui/timeShare.ts';
import { useListQuery } from '../ui/useListQuery.ts';
import './programmes.css';

const states = ['running', 'closed'] as const;
const relations = ['own', 'part', 'below'] as const;

type Query = {
  page: number;
  size: number;
  q?: string;
  state?: (typeof states)[number];
  relation?: (typeof relations)[number];
};

const load = (query: Query) => read(api.GET('/api/programmes', { params: { query } }));

type Row = Awaited<ReturnType<typeof load>>['rows'][number];

/** Programmes that my organisation leads, has a part in, or oversees. */
export function ListPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const navigate = useNavigate();
  const may = useMay();
  const query = useListQuery(['state', 'relation', 'division']);
  const state = states.find((value) => value === query.one('state'));
  const division = query.one('division');
  const relation = relations.find((value) => value === query.one('relation'));
  const asked: Query = {
    ...{ page: query.page, size: query.size },
    ...{ ...(query.q ? { q: query.q } : {}), ...(state ? { state } : {}), ...(relation ? { relation } : {}) },
    ...(division ? { division } : {}),
  };
  const list = useQuery({
    queryKey: ['programmes', 'list', asked],
    queryFn: () => load(asked),
    placeholderData: keepPreviousData,
  });
  const upload = (
    <ActButton type="primary" act="plan.read" onClick={() => void navigate(paths.plans)}>
      {t('programmes.upload')}
    </ActButton>
  );
  const relationWords = {
    own: t('programmes.own'),
    part: t('programmes.part'),
    below: t('programmes.below'),
    above: '',
  };
  return (
    <>
      <PageHead
        title={labels.noun('programmes')}
        purpose={t('programmes.purpose')}
        {...(may('plan.read') ? { primary: upload } : {})}
      />
      <DataTable
        label={labels.noun('programmes')}
        columns={useColumns(relationWords)}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.id}
        rowName={(row) => row.title}
        query={query}
        search={t('programmes.search')}
        filters={[
          ...useDivisionFilter(query),
          {
            key: 'relation',
            label: t('programmes.relation'),
            options: relations.map((value) => ({ value, label: relationWords[value] })),
          },
          {
            key: 'state',
            label: t('programmes.state'),
            options: states.map((value) => ({ value, label: labels.state(value) })),
          },
        ]}
        empty={{
          title: t('programmes.empty'),
          text: t(may('plan.read') ? 'programmes.empty_why' : 'programmes.empty_unit'),
          ...(may('plan.read') ? { action: upload } : {}),
        }}
      />
    </>
  );
}

function useColumns(relationWords: Readonly<Record<Row['relation'], string>>): Column<Row>[] {
  const { t } = useTranslation();
  const labels = useLabels();
  const today = todayInChina();
  return [
    {
      key: 'title',
      title: t('programmes.title'),
      render: (row) => (
        <div>
          <Link to={paths.programme(row.id)}>{row.title}</Link>
          <div className="muted">{[row.division_name, row.organisation_name].filter(Boolean).join(' · ')}</div>
        </div>
      ),
    },
    { key: 'relation', title: t('programmes.relation'), render: (row) => relationWords[row.relation] },
    { key: 'state', title: t('programmes.state'), render: (row) => <StateTag state={row.state} /> },
    {
      key: 'phase',
      title: t('programmes.phase_now'),
      render: (row) =>
        row.state === 'closed' ? '—' : (row.phase ?? <span className="muted">{t('programmes.no_phase')}</span>),
    },
    {
      key: 'tasks',
      title: labels.noun('tasks'),
      width: 170,
      render: (row) => {
        const time = timeShare(row.from_on, row.to_on, today);
        return (
          <Progress
            label={labels.noun('tasks')}
            value={row.counts.confirmed}
            target={row.counts.tasks}
            {...(time === undefined ? {} : { time })}
          />
        );
      },
    },
    {
      key: 'late',
      title: t('programmes.late'),
      align: 'right',
      // The clocks of a closed programme have stopped: nothing there is late any more.
      render: (row) =>
        row.state === 'closed' ? '—' : row.counts.late > 0 ? <Tag tone="bad">{row.counts.late}</Tag> : '0',
    },
    {
      key: 'targets',
      title: t('programmes.targets_met'),
      align: 'right',
      render: (row) => `${row.counts.targets_met} / ${row.counts.targets}`,
    },
    { key: 'to', title: t('programmes.to_on'), render: (row) => <DayText day={row.to_on} /> },
  ];
}
