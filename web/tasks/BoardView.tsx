import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { Board } from '../ui/Board.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Progress } from '../ui/Progress.tsx';
import type { ListQuery } from '../ui/useListQuery.ts';
import { Due } from './TableView.tsx';
import { filterOf, type TaskRow, tasksQuery } from './tasks.ts';
import { UnitList } from './UnitList.tsx';

const columns = ['assigned', 'reported', 'confirmed', 'cancelled'] as const;
const shown = 30;

/** Tasks by state, each column with its total; what a column does not show is one click away in the list. */
export function BoardView({ query }: { query: ListQuery }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const [params] = useSearchParams();
  const filter = filterOf(query);
  const wanted = columns.filter((state) => filter.state === undefined || filter.state === state);
  const lists = useQueries({
    queries: wanted.map((state) => tasksQuery({ ...filter, state, sort: 'due_on', size: shown })),
  });
  const failed = lists.find(({ error }) => error);
  if (failed) return <Failed error={failed.error} retry={() => lists.forEach((list) => void list.refetch())} />;
  if (lists.some(({ data }) => data === undefined)) return <Loading />;
  if (lists.every(({ data }) => data?.total === 0)) {
    return query.narrowed ? (
      <Empty title={t('ui.filters_none')} text={t('ui.filters_none_cure')} />
    ) : (
      <Empty title={t('tasks.none')} text={t('tasks.none_cure')} />
    );
  }
  const inList = (state: string): string => {
    const next = new URLSearchParams(params);
    next.delete('view');
    next.set('state', state);
    return `${paths.tasks}?${next}`;
  };
  return (
    <Board<TaskRow>
      label={t('tasks.view_board')}
      rowKey={(row) => row.id}
      card={(row) => <Card row={row} />}
      columns={wanted.map((state, index) => {
        const { total = 0, rows = [] } = lists[index]?.data ?? {};
        return {
          key: state,
          title: labels.state(state),
          total,
          rows,
          footer:
            total > rows.length ? (
              <Link to={inList(state)}>{t('tasks.rest_in_list', { count: total - rows.length })}</Link>
            ) : undefined,
        };
      })}
    />
  );
}

function Card({ row }: { row: TaskRow }) {
  const { t } = useTranslation();
  return (
    <>
      <Link to={paths.task(row.id)} className="board-title">
        {row.no && <span className="task-no">{row.no}</span>}
        {row.text}
      </Link>
      <UnitList row={row} as="lead" />
      <Due row={row} />
      {row.parts > 1 && <Progress label={t('tasks.parts')} value={row.parts_confirmed} target={row.parts} />}
    </>
  );
}
