import { useQuery } from '@tanstack/react-query';
import { Pagination } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { Failed } from '../ui/Failed.tsx';
import { type Bar, Gantt } from '../ui/Gantt.tsx';
import { Loading } from '../ui/Loading.tsx';
import type { ListQuery } from '../ui/useListQuery.ts';
import { filterOf, type Programme, programmeQuery, type TaskRow, tasksQuery, toneOf } from './tasks.ts';

const size = 200;

/** Tasks of one programme over time, by measure, with its phases above; many tasks come in pages, never cut. */
export function GanttView({ query }: { query: ListQuery }) {
  const { t } = useTranslation();
  const programme = useQuery(programmeQuery(query.one('programme')));
  const list = useQuery(tasksQuery({ ...filterOf(query), page: query.page, size }));
  const bars = useBars(programme.data, list.data?.rows ?? []);
  if (list.error) return <Failed error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  if (list.data.total === 0) return <Empty title={t('tasks.none')} text={t('tasks.none_cure')} />;
  return (
    <div className="stack">
      <Gantt title={programme.data?.title ?? t('tasks.view_gantt')} bars={bars} />
      {list.data.total > size && (
        <Pagination
          size="small"
          current={query.page}
          pageSize={size}
          total={list.data.total}
          showSizeChanger={false}
          onChange={(page) => query.set({ page })}
        />
      )}
    </div>
  );
}

/** Phases first, then each measure as a heading with its tasks below it. */
function useBars(programme: Programme | undefined, rows: readonly TaskRow[]): Bar[] {
  const { t } = useTranslation();
  const labels = useLabels();
  const barOf = (row: TaskRow): Bar => ({
    id: row.id,
    title: `${row.no ? `${row.no} ` : ''}${row.text}`,
    from: row.from_on ?? row.due_on,
    to: row.due_on ?? (row.continuing ? (programme?.to_on ?? row.from_on) : row.from_on),
    state: labels.state(row.state),
    tone: row.state === 'cancelled' ? 'plain' : row.state === 'reported' ? 'warn' : toneOf(row.punctuality),
    path: paths.task(row.id),
  });
  const phases = (programme?.phases ?? []).map(
    ({ id, title, from_on, to_on, current }): Bar => ({
      id,
      title,
      from: from_on,
      to: to_on,
      state: current ? t('tasks.phase_now') : t('tasks.phase'),
      tone: current ? 'busy' : 'plain',
    }),
  );
  const heads: Bar[] =
    phases.length > 0
      ? [{ id: 'phases', title: t('tasks.phase'), from: null, to: null, state: '', tone: 'plain', heading: true }]
      : [];
  const measures = [...Map.groupBy(rows, (row) => row.measure)].flatMap(([measure, tasks]): Bar[] => [
    {
      id: `measure-${measure}`,
      title: tasks[0]?.measure_title ?? t('tasks.no_measure'),
      from: null,
      to: null,
      state: t('tasks.count', { count: tasks.length }),
      tone: 'plain',
      heading: true,
    },
    ...tasks.map(barOf),
  ]);
  return [...heads, ...phases, ...measures];
}
