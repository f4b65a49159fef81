import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { DayText } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import type { Filter } from '../ui/ListTools.tsx';
import { StateTag } from '../ui/StateTag.tsx';
import type { ListQuery } from '../ui/useListQuery.ts';
import { RemindForm } from './RemindForm.tsx';
import { addressOf, filterOf, programmesQuery, shortText, sortOf, type TaskRow, tasksQuery } from './tasks.ts';
import { UnitList } from './UnitList.tsx';

type Props = { query: ListQuery; filters: readonly Filter[]; tools: ReactNode };

/** Tasks as a table: sorted, filtered, exported as shown, reminded of in bulk. */
export function TableView({ query, filters, tools }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const filter = filterOf(query);
  const programmes = useQuery(programmesQuery);
  const list = useQuery(tasksQuery({ ...filter, ...sortOf(query), page: query.page, size: query.size }));
  const may = useMay();
  const [reminding, setReminding] = useState<{ rows: TaskRow[]; clear: () => void } | null>(null);
  return (
    <>
      <DataTable<TaskRow>
        label={labels.noun('tasks')}
        columns={useColumns(query.one('programme') === undefined && programmes.data?.total !== 1)}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.id}
        rowName={(row) => shortText(row.text)}
        query={query}
        search={t('tasks.search')}
        filters={filters}
        tools={tools}
        onExport={() => download(`/api/tasks/export.xlsx?${addressOf({ ...filter, ...sortOf(query) })}`)}
        {...(may('task.remind')
          ? {
              bulk: (rows: readonly TaskRow[], clear: () => void) => (
                <ActButton act="task.remind" onClick={() => setReminding({ rows: [...rows], clear })}>
                  {t('tasks.remind_selected', { count: rows.length })}
                </ActButton>
              ),
            }
          : {})}
        empty={{
          title: t('tasks.none'),
          text: t('tasks.none_cure'),
          ...(may('plan.read') ? { action: <Link to={paths.plans}>{t('home.upload_plan')}</Link> } : {}),
        }}
      />
      <RemindForm
        rows={reminding?.rows ?? []}
        open={reminding !== null}
        onClose={() => setReminding(null)}
        onDone={() => reminding?.clear()}
      />
    </>
  );
}

function useColumns(withProgramme: boolean): Column<TaskRow>[] {
  const { t } = useTranslation();
  const labels = useLabels();
  return [
    {
      key: 'text',
      title: labels.noun('tasks'),
      sort: 'text',
      render: (row) => (
        <div className="task-name">
          <Link to={paths.task(row.id)}>
            {row.no && <span className="task-no">{row.no}</span>}
            {row.text}
          </Link>
          <small className="muted">
            {[row.measure_title, withProgramme ? row.programme_title : null].filter(Boolean).join(' · ')}
          </small>
        </div>
      ),
    },
    { key: 'lead', title: t('tasks.lead'), width: 190, render: (row) => <UnitList row={row} as="lead" /> },
    {
      key: 'supporting',
      title: t('tasks.supporting'),
      width: 190,
      phone: 'hide',
      render: (row) => <UnitList row={row} as="supporting" />,
    },
    { key: 'due', title: t('tasks.due_on'), sort: 'due_on', width: 160, render: (row) => <Due row={row} /> },
    {
      key: 'state',
      title: t('tasks.state'),
      sort: 'state',
      width: 100,
      render: (row) => <StateTag state={row.state} />,
    },
    {
      key: 'parts',
      title: t('tasks.parts'),
      width: 90,
      align: 'right',
      render: (row) => t('tasks.parts_of', { done: row.parts_confirmed, all: row.parts }),
    },
  ];
}

export function Due({ row }: { row: Pick<TaskRow, 'due_on' | 'continuing' | 'punctuality'> }) {
  const { t } = useTranslation();
  if (row.due_on === null && row.continuing) return <span className="muted">{t('tasks.continuing')}</span>;
  return <DayText day={row.due_on} due settled={row.punctuality === 'done'} />;
}
