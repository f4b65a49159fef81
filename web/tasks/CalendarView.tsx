import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { addDays, daysInMonth } from '#domain/clock.ts';
import { paths } from '../paths.ts';
import { CalendarMonth } from '../ui/CalendarMonth.tsx';
import { todayInChina } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import { Failed } from '../ui/Failed.tsx';
import type { ListQuery } from '../ui/useListQuery.ts';
import { filterOf, shortText, tasksQuery, toneOf } from './tasks.ts';

const most = 200;

/** What falls due in a month, and the calendar file for one's own calendar. */
export function CalendarView({ query }: { query: ListQuery }) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const asked = params.get('month') ?? '';
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : todayInChina().slice(0, 7);
  const first = `${month}-01`;
  const last = addDays(first, daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5))) - 1);
  const list = useQuery(tasksQuery({ ...filterOf(query), due_from: first, due_to: last, sort: 'due_on', size: most }));
  const onMonth = (wanted: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        next.set('month', wanted);
        return next;
      },
      { replace: true },
    );
  const rows = list.data?.rows ?? [];
  return (
    <div className="stack">
      {list.error && <Failed error={list.error} retry={() => void list.refetch()} />}
      <CalendarMonth
        title={t('tasks.view_calendar')}
        month={month}
        onMonth={onMonth}
        items={rows.flatMap(({ id, due_on, text, punctuality }) =>
          due_on
            ? [{ id, day: due_on, title: shortText(text, 30), tone: toneOf(punctuality), path: paths.task(id) }]
            : [],
        )}
      />
      <div className="row">
        <span className="muted">{t('tasks.month_total', { count: list.data?.total ?? 0 })}</span>
        {(list.data?.total ?? 0) > most && <span className="warn">{t('tasks.month_more', { count: most })}</span>}
        <Button onClick={() => void download('/api/tasks/calendar.ics')}>{t('tasks.calendar_file')}</Button>
      </div>
    </div>
  );
}
