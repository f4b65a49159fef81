import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { partStates } from '#domain/tasks/states.ts';
import { api } from '../api.ts';
import { EvidenceOfRow } from '../EvidenceOfRow.tsx';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { ActMenu } from '../ui/ActMenu.tsx';
import { DayText } from '../ui/DayText.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { ReasonModal } from '../ui/ReasonModal.tsx';
import { StateTag } from '../ui/StateTag.tsx';
import { useAct } from '../ui/useAct.ts';
import { AddUnitsForm } from './AssignForms.tsx';
import { ExtensionList } from './ExtensionList.tsx';
import { History } from './History.tsx';
import { MyPartCard } from './MyPartCard.tsx';
import { NoteList } from './NoteList.tsx';
import { useOffice } from './office.ts';
import { PartList } from './PartList.tsx';
import { RemindForm } from './RemindForm.tsx';
import { Due } from './TableView.tsx';
import { TaskEditForm } from './TaskForm.tsx';
import { shortText, stale, type Task, taskQuery } from './tasks.ts';
import './tasks.css';

/** One task: its units and how far each is, what was written, asked and decided, and the acts that are possible now. */
export function DetailPage() {
  const { id = '' } = useParams();
  const labels = useLabels();
  const task = useQuery(taskQuery(id));
  if (task.error) return <Failed page={labels.noun('tasks')} error={task.error} retry={() => void task.refetch()} />;
  if (!task.data) return <Loading />;
  return <Detail task={task.data} />;
}

function Detail({ task }: { task: Task }) {
  const labels = useLabels();
  return (
    <>
      <PageHead
        title={`${task.no ? `${task.no} ` : ''}${shortText(task.text, 60)}`}
        tags={<StateTag state={task.state} />}
        parents={[{ title: labels.noun('tasks'), path: paths.tasks }]}
        {...useHeadActs(task)}
      />
      <div className="task-page">
        <div className="stack">
          <MyPartCard task={task} />
          <Facts task={task} />
          <PartList task={task} />
          <NoteList task={task} />
        </div>
        <div className="stack">
          <ExtensionList task={task} />
          <History task={task} />
          <EvidenceOfRow noun="task" row={task.id} />
        </div>
      </div>
    </>
  );
}

type Opened = 'edit' | 'units' | 'remind' | 'cancel' | 'reopen' | null;

/** The acts of the lead office on the whole task. */
function useHeadActs(task: Task) {
  const { t } = useTranslation();
  const labels = useLabels();
  const office = useOffice(task);
  const [open, setOpen] = useState<Opened>(null);
  const close = () => setOpen(null);
  const machine = { table: partStates, state: task.state };
  const path = { params: { path: { id: task.id } } };
  const cancel = useAct(
    ({ reason }: { reason: string }, once) =>
      api.POST('/api/tasks/{id}/cancel', { ...path, body: { version: task.version, reason }, ...once }),
    { silent: true, refresh: stale },
  );
  const reopen = useAct(
    ({ reason }: { reason: string }, once) =>
      api.POST('/api/tasks/{id}/reopen', { ...path, body: { reason }, ...once }),
    { silent: true, refresh: stale },
  );
  const may = useMay();
  // Who can never act for an office (a unit, a leader) is not shown its buttons; another office reads why not.
  if (!may('task.assign')) return {};
  const waiting = task.parts.some(({ state, due_on }) => state === 'assigned' && due_on !== null);
  return {
    primary: (
      <ActButton
        act="task.remind"
        reason={office ?? (waiting ? null : t('tasks.nobody_waiting'))}
        onClick={() => setOpen('remind')}
      />
    ),
    secondary: (
      <>
        <ActButton
          act="task.assign"
          reason={
            office ??
            (task.state === 'cancelled'
              ? t('ui.wrong_state', { state: labels.state(task.state), act: labels.act('task.assign') })
              : null)
          }
          onClick={() => setOpen('units')}
        />
        <ActButton act="task.edit" reason={office} onClick={() => setOpen('edit')} />
        <ActMenu
          of={labels.noun('tasks')}
          acts={[
            { key: 'cancel', act: 'task.cancel', machine, reason: office, danger: true, run: () => setOpen('cancel') },
            { key: 'reopen', act: 'task.reopen', machine, reason: office, run: () => setOpen('reopen') },
          ]}
        />
      </>
    ),
    children: (
      <>
        <TaskEditForm task={task} open={open === 'edit'} onClose={close} />
        <AddUnitsForm task={task} open={open === 'units'} onClose={close} />
        <RemindForm rows={[task]} open={open === 'remind'} onClose={close} />
        <ReasonModal
          open={open === 'cancel'}
          onClose={close}
          title={labels.act('task.cancel')}
          intro={t('tasks.cancel_intro')}
          danger
          act={cancel}
        />
        <ReasonModal
          open={open === 'reopen'}
          onClose={close}
          title={labels.act('task.reopen')}
          intro={t('tasks.reopen_intro')}
          act={reopen}
        />
      </>
    ),
  };
}

function Facts({ task }: { task: Task }) {
  const { t } = useTranslation();
  const labels = useLabels();
  return (
    <section className="card" aria-labelledby="task-facts">
      <h2 id="task-facts">{t('tasks.facts')}</h2>
      <p className="task-text">{task.text}</p>
      <dl className="facts">
        <dt>{labels.noun('programmes')}</dt>
        <dd>
          <Link to={paths.programme(task.programme)}>{task.programme_title}</Link>
        </dd>
        <dt>{t('tasks.lead_office')}</dt>
        <dd>{task.lead_office_name ?? '—'}</dd>
        <dt>{t('tasks.measure')}</dt>
        <dd>{task.measure_title ?? '—'}</dd>
        <dt>{t('tasks.phase')}</dt>
        <dd>{task.phase_title ?? '—'}</dd>
        <dt>{t('tasks.from_on')}</dt>
        <dd>
          <DayText day={task.from_on} />
        </dd>
        <dt>{t('tasks.due_on')}</dt>
        <dd>
          <Due row={task} />
        </dd>
      </dl>
    </section>
  );
}
