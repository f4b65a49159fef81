import { useQuery } from '@tanstack/react-query';
import { Button, Pagination, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { partStates } from '#domain/tasks/states.ts';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { DayText } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import { Empty } from '../ui/Empty.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { StateTag, Tag } from '../ui/StateTag.tsx';
import { useListQuery } from '../ui/useListQuery.ts';
import { type MyPart, type PartAct, PartForms } from './PartForms.tsx';
import { type PartRow, type TaskRow, tasksQuery } from './tasks.ts';
import './tasks.css';

const doings = ['assigned', 'reported', 'confirmed'] as const;

/** A unit's own tasks as plain cards, the soonest first: what, until when, and the three acts at one thumb's reach. */
export function MyTasks() {
  const { t } = useTranslation();
  const labels = useLabels();
  const query = useListQuery(['state'], { size: 20 });
  const state = doings.find((name) => name === query.one('state')) ?? 'assigned';
  const list = useQuery(tasksQuery({ mine: true, state, sort: 'due_on', page: query.page, size: query.size }));
  const [doing, setDoing] = useState<{ mine: MyPart; act: PartAct } | null>(null);
  return (
    <>
      <PageHead
        title={t('tasks.mine')}
        purpose={t('tasks.mine_purpose')}
        secondary={<Button onClick={() => void download('/api/tasks/calendar.ics')}>{t('tasks.calendar_file')}</Button>}
      >
        <div className="row">
          <Segmented
            aria-label={t('tasks.state')}
            value={state}
            onChange={(wanted) => query.set({ filters: { state: [wanted] } })}
            options={doings.map((name) => ({ value: name, label: labels.state(name) }))}
          />
          <Link to={`${paths.tasks}?mine=false`}>{t('tasks.all_of_programmes')}</Link>
        </div>
      </PageHead>
      {list.error && <Failed error={list.error} retry={() => void list.refetch()} />}
      {!list.data && !list.error && <Loading />}
      {list.data?.total === 0 && (
        <Empty
          title={
            state === 'assigned' ? t('tasks.mine_none') : t('tasks.mine_none_state', { state: labels.state(state) })
          }
          text={state === 'assigned' ? t('tasks.mine_none_why') : undefined}
        />
      )}
      {list.data && list.data.total > 0 && (
        <>
          <p className="muted" role="status">
            {t('ui.total', { count: list.data.total })}
          </p>
          <ul className="plain-list my-tasks">
            {list.data.rows.map((row) => (
              <MyCard key={row.id} row={row} state={state} act={(mine, act) => setDoing({ mine, act })} />
            ))}
          </ul>
          {list.data.total > query.size && (
            <Pagination
              size="small"
              current={query.page}
              pageSize={query.size}
              total={list.data.total}
              showSizeChanger={false}
              onChange={(page) => query.set({ page })}
            />
          )}
        </>
      )}
      <PartForms mine={doing?.mine ?? null} act={doing?.act ?? null} onClose={() => setDoing(null)} />
    </>
  );
}

function MyCard({ row, state, act }: { row: TaskRow; state: string; act: (mine: MyPart, act: PartAct) => void }) {
  const { t } = useTranslation();
  const part: PartRow | undefined = row.mine.find((one) => one.state === state) ?? row.mine[0];
  if (!part) return null;
  const mine: MyPart = { task: row.id, text: row.text, part: part.id, due_on: part.due_on };
  const machine = { table: partStates, state: part.state };
  const name = `my-${row.id}`;
  return (
    <li>
      <article className="card my-task" aria-labelledby={name}>
        <div className="my-task-head">
          <h2 id={name}>
            <Link to={paths.task(row.id)}>{row.text}</Link>
          </h2>
          <div className="row">
            <Tag tone={part.role === 'lead' ? 'busy' : 'plain'}>
              {part.role === 'lead' ? t('tasks.we_lead') : t('tasks.we_support')}
            </Tag>
            <StateTag state={part.state} />
            {part.due_on === null && row.continuing ? (
              <span className="muted">{t('tasks.continuing')}</span>
            ) : (
              <DayText day={part.due_on} due settled={part.state !== 'assigned'} />
            )}
          </div>
          <small className="muted">{row.programme_title}</small>
        </div>
        <div className="my-task-acts">
          <ActButton type="primary" act="task.note" machine={machine} onClick={() => act(mine, 'note')} />
          <ActButton act="task.report" machine={machine} onClick={() => act(mine, 'report')} />
          <ActButton
            act="task.ask-extension"
            machine={machine}
            reason={part.due_on === null ? t('tasks.no_date_no_extension') : null}
            onClick={() => act(mine, 'ask-extension')}
          />
        </div>
      </article>
    </li>
  );
}
