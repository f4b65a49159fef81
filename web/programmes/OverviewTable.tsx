import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { todayInChina } from '../ui/DayText.tsx';
import { Progress } from '../ui/Progress.tsx';
import { timeShare } from '../ui/timeShare.ts';
import type { ListQuery } from '../ui/useListQuery.ts';
import type { Overview } from './overview.ts';

type Row = Overview['programmes']['rows'][number];

/** Every programme below, the one with the most late tasks first. Every number opens the list that it counts. */
export function OverviewTable({ programmes, query }: { programmes: Overview['programmes']; query: ListQuery }) {
  const { t } = useTranslation();
  return (
    <>
      <h2 className="overview-ranked">{t('overview.ranked')}</h2>
      <DataTable<Row>
        label={t('overview.ranked')}
        columns={useColumns(programmes.rows, (query.page - 1) * query.size)}
        data={programmes}
        rowKey={(row) => row.id}
        rowName={(row) => row.title}
        rowClass={(row) => (row.late > 0 ? 'row-late' : '')}
        query={query}
        empty={{ title: t('overview.none'), text: t('overview.none_cure') }}
      />
    </>
  );
}

function useColumns(rows: readonly Row[], before: number): Column<Row>[] {
  const { t } = useTranslation();
  const labels = useLabels();
  const to = (path: string, row: Row, more = '') => `${path}?programme=${row.id}${more}`;
  return [
    {
      key: 'rank',
      title: t('overview.rank'),
      width: 60,
      phone: 'hide',
      render: (row) => before + rows.indexOf(row) + 1,
    },
    {
      key: 'programme',
      title: labels.noun('programmes'),
      render: (row) => (
        <span className="overview-name">
          <Link to={paths.programme(row.id)}>{row.title}</Link>
          <small className="muted">{row.organisation_name}</small>
        </span>
      ),
    },
    {
      key: 'division',
      title: t('overview.division'),
      width: 120,
      render: (row) => <Link to={`${paths.overview}?division=${row.division_code}`}>{row.division_name}</Link>,
    },
    {
      key: 'late',
      title: t('overview.late'),
      width: 90,
      render: (row) =>
        row.late === 0 ? (
          0
        ) : (
          <Link className="overview-late" to={to(paths.tasks, row, '&punctuality=late')}>
            {row.late}
          </Link>
        ),
    },
    {
      key: 'done',
      title: t('overview.done'),
      width: 190,
      render: (row) => <Done row={row} path={to(paths.tasks, row)} />,
    },
    {
      key: 'soon',
      title: t('overview.due_soon'),
      width: 100,
      render: (row) =>
        row.due_soon === 0 ? 0 : <Link to={to(paths.tasks, row, '&punctuality=due_soon')}>{row.due_soon}</Link>,
    },
    {
      key: 'targets',
      title: t('overview.targets_met'),
      width: 100,
      render: (row) => <Link to={to(paths.targets, row)}>{`${row.targets_met}/${row.targets}`}</Link>,
    },
  ];
}

/** Tasks done against the time that has passed. */
function Done({ row, path }: { row: Row; path: string }) {
  const time = timeShare(row.from_on, row.to_on, todayInChina());
  return (
    <div className="overview-done">
      <Link to={path}>{`${row.confirmed}/${row.tasks}`}</Link>
      <Progress
        bare
        label={row.title}
        value={row.confirmed}
        target={row.tasks}
        {...(time === undefined ? {} : { time })}
      />
    </div>
  );
}
