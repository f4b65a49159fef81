import PlusOutlined from '@ant-design/icons/es/icons/PlusOutlined';
import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useLabels } from '../i18n/labels.ts';
import { useMay, useSession } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { ListTools } from '../ui/ListTools.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { useListQuery } from '../ui/useListQuery.ts';
import { BoardView } from './BoardView.tsx';
import { CalendarView } from './CalendarView.tsx';
import { useFilters } from './filters.ts';
import { GanttView } from './GanttView.tsx';
import { ImportWindow } from './ImportWindow.tsx';
import { TableView } from './TableView.tsx';
import { TaskForm } from './TaskForm.tsx';
import { filterKeys, filterOf, programmeQuery, programmesQuery, tasksQuery } from './tasks.ts';
import './tasks.css';

const views = ['list', 'board', 'gantt', 'calendar'] as const;
export type View = (typeof views)[number];

/** The tasks of programmes in four views; filters and view stay in the address. */
export function ProgrammeTasks() {
  const { t } = useTranslation();
  const labels = useLabels();
  const [params] = useSearchParams();
  const query = useListQuery(filterKeys);
  const may = useMay();
  const view = views.find((name) => name === params.get('view')) ?? 'list';
  const filters = useFilters(query);
  const [open, setOpen] = useState<'add' | 'import' | null>(null);
  const programme = useProgramme(query.one('programme'));
  const office = useOfficeOf(programme);
  const shared = { query, filters, tools: <ViewSwitch view={view} /> };
  return (
    <>
      <PageHead
        title={labels.noun('tasks')}
        purpose={t('tasks.purpose')}
        primary={
          may('task.add') && (
            <ActButton
              type="primary"
              act="task.add"
              icon={<PlusOutlined />}
              reason={office}
              onClick={() => setOpen('add')}
            >
              {t('tasks.add')}
            </ActButton>
          )
        }
        secondary={
          may('task.import') && (
            <ActButton act="task.import" reason={office} onClick={() => setOpen('import')}>
              {t('tasks.import')}
            </ActButton>
          )
        }
      />
      {view === 'list' && <TableView {...shared} />}
      {view !== 'list' && <PictureTools {...shared} />}
      {view === 'board' && <BoardView query={query} />}
      {view === 'gantt' && <GanttView query={query} />}
      {view === 'calendar' && <CalendarView query={query} />}
      {programme && <TaskForm programme={programme} open={open === 'add'} onClose={() => setOpen(null)} />}
      {programme && <ImportWindow programme={programme} open={open === 'import'} onClose={() => setOpen(null)} />}
    </>
  );
}

/** The chosen programme, or the only running one that the own office leads. */
function useProgramme(chosen: string | undefined): string | undefined {
  const { data } = useQuery(programmesQuery);
  const own = (data?.rows ?? []).filter(({ relation, state }) => relation === 'own' && state === 'running');
  return chosen ?? (own.length === 1 ? own[0]?.id : undefined);
}

/** Why nothing can be added to the chosen programme; null for its lead office while it runs. */
function useOfficeOf(programme: string | undefined): string | null {
  const { t } = useTranslation();
  const { post } = useSession();
  const { data } = useQuery(programmeQuery(programme));
  if (!programme) return t('tasks.choose_programme');
  if (!data) return null;
  if (data.organisation !== post?.organisation) return t('tasks.only_office');
  return data.state === 'running' ? null : t('tasks.programme_closed');
}

function ViewSwitch({ view }: { view: View }) {
  const { t } = useTranslation();
  const [, setParams] = useSearchParams();
  const names = {
    list: t('tasks.view_list'),
    board: t('tasks.view_board'),
    gantt: t('tasks.view_gantt'),
    calendar: t('tasks.view_calendar'),
  };
  const choose = (wanted: View) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      next.delete('page');
      if (wanted === 'list') next.delete('view');
      else next.set('view', wanted);
      return next;
    });
  return (
    <Segmented<View>
      aria-label={t('tasks.view')}
      value={view}
      onChange={choose}
      options={views.map((name) => ({ value: name, label: names[name] }))}
    />
  );
}

/** The tools of a list above a picture: the same filters, the same total. */
function PictureTools({ query, filters, tools }: Parameters<typeof TableView>[0]) {
  const { t } = useTranslation();
  const { data } = useQuery(tasksQuery({ ...filterOf(query), size: 1 }));
  return (
    <section className="data-table task-tools" aria-label={t('tasks.filters')}>
      <ListTools
        query={query}
        filters={filters}
        columns={[]}
        total={data?.total}
        search={t('tasks.search')}
        tools={tools}
      />
    </section>
  );
}
