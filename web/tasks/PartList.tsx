import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { partStates } from '#domain/tasks/states.ts';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { ActMenu } from '../ui/ActMenu.tsx';
import { DayText } from '../ui/DayText.tsx';
import { Progress } from '../ui/Progress.tsx';
import { ReasonModal } from '../ui/ReasonModal.tsx';
import { StateTag, Tag } from '../ui/StateTag.tsx';
import { useAct } from '../ui/useAct.ts';
import { useArrival, useWanted } from '../ui/useWanted.ts';
import { ReplaceUnitForm } from './AssignForms.tsx';
import { useOffice } from './office.ts';
import { stale, type Task, type TaskPart } from './tasks.ts';

/** The units of a task: those that lead, those that support, and each group with its members folded. */
export function PartList({ task }: { task: Task }) {
  const { t } = useTranslation();
  const live = task.parts.filter(({ state }) => state !== 'cancelled');
  const off = task.parts.filter(({ state }) => state === 'cancelled');
  const groups = [
    ...Map.groupBy(
      live.filter(({ group }) => group !== null),
      ({ group, role }) => `${role} ${group}`,
    ),
  ];
  const single = live.filter(({ group }) => group === null);
  const reported = live.filter(({ state }) => state === 'reported');
  const acts = usePartActs(task);
  const may = useMay();
  const place = useRef<HTMLElement>(null);
  useArrival(place, useWanted(['confirm', 'return']) !== null);
  return (
    <section ref={place} className="card" aria-labelledby="task-units">
      <div className="row task-units-head">
        <h2 id="task-units">{t('tasks.units')}</h2>
        {live.length > 0 && (
          <span className="muted">
            {t('tasks.parts_done', {
              done: live.filter(({ state }) => state === 'confirmed').length,
              all: live.length,
            })}
          </span>
        )}
        {reported.length > 1 && may('task.confirm') && acts.confirmAll(reported)}
      </div>
      {live.length === 0 && <p className="muted">{t('tasks.no_units')}</p>}
      <ul className="plain-list part-list">
        {single.map((part) => (
          <PartLine key={part.id} part={part} acts={acts} />
        ))}
      </ul>
      {groups.map(([key, parts]) => (
        <GroupBox key={key} parts={parts} acts={acts} />
      ))}
      {off.length > 0 && (
        <details className="part-off">
          <summary>{t('tasks.units_off', { count: off.length })}</summary>
          <ul className="plain-list part-list">
            {off.map((part) => (
              <PartLine key={part.id} part={part} acts={acts} />
            ))}
          </ul>
        </details>
      )}
      {acts.windows}
    </section>
  );
}

type Acts = ReturnType<typeof usePartActs>;

/** A group with n of m; its members show on demand, at once when one waits for the office. */
function GroupBox({ parts, acts }: { parts: readonly TaskPart[]; acts: Acts }) {
  const { t } = useTranslation();
  const done = parts.filter(({ state }) => state === 'confirmed').length;
  const late = parts.filter(({ punctuality }) => punctuality === 'late').length;
  const waiting = parts.filter(({ state }) => state === 'reported').length;
  const [first] = parts;
  const [open, setOpen] = useState(waiting > 0 || parts.length <= 12);
  return (
    <details className="part-group" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <strong>{first?.group}</strong> <RoleTag as={first?.role ?? 'lead'} />
        <span>{t('tasks.group_done', { done, all: parts.length })}</span>
        {waiting > 0 && <Tag tone="warn">{t('tasks.group_waiting', { count: waiting })}</Tag>}
        {late > 0 && <Tag tone="bad">{t('tasks.group_late', { count: late })}</Tag>}
        <Progress bare label={first?.group ?? ''} value={done} target={parts.length} />
      </summary>
      <ul className="plain-list part-list">
        {parts.map((part) => (
          <PartLine key={part.id} part={part} acts={acts} />
        ))}
      </ul>
    </details>
  );
}

function RoleTag({ as: role }: { as: 'lead' | 'supporting' }) {
  const { t } = useTranslation();
  return (
    <Tag tone={role === 'lead' ? 'busy' : 'plain'}>{role === 'lead' ? t('tasks.lead') : t('tasks.supporting')}</Tag>
  );
}

function PartLine({ part, acts }: { part: TaskPart; acts: Acts }) {
  const { t } = useTranslation();
  return (
    <li className="part-line">
      <div className="part-name">
        <span>{part.unit}</span>
        {part.group === null && <RoleTag as={part.role} />}
        {part.organisation === null && <Tag tone="warn">{t('tasks.unresolved')}</Tag>}
      </div>
      <StateTag state={part.state} />
      <DayText day={part.due_on} due settled={part.punctuality === 'done' || part.state === 'reported'} />
      <div className="part-acts">{acts.of(part)}</div>
    </li>
  );
}

/** What the lead office may do with each part; the windows stand once for all of them. */
function usePartActs(task: Task) {
  const { t } = useTranslation();
  const labels = useLabels();
  const office = useOffice(task);
  const [returning, setReturning] = useState<TaskPart | null>(null);
  const [reopening, setReopening] = useState<TaskPart | null>(null);
  const [replacing, setReplacing] = useState<TaskPart | null>(null);
  const path = { params: { path: { id: task.id } } };
  const confirm = useAct(
    (parts: string[], once) => api.POST('/api/tasks/{id}/confirm', { ...path, body: { parts }, ...once }),
    { refresh: stale, done: t('tasks.confirmed') },
  );
  const remove = useAct(
    (part: string, once) =>
      api.POST('/api/tasks/{id}/assign', { ...path, body: { version: task.version, remove: [part] }, ...once }),
    { refresh: stale, done: t('tasks.removed') },
  );
  const back = useAct(
    ({ reason }: { reason: string }, once) =>
      api.POST('/api/tasks/{id}/return', { ...path, body: { part: returning?.id ?? '', reason }, ...once }),
    { silent: true, refresh: stale, done: t('tasks.returned') },
  );
  const reopen = useAct(
    ({ reason }: { reason: string }, once) =>
      api.POST('/api/tasks/{id}/reopen', { ...path, body: { part: reopening?.id ?? '', reason }, ...once }),
    { silent: true, refresh: stale },
  );
  const may = useMay();
  const of = (part: TaskPart) => {
    if (!may('task.assign')) return null;
    const machine = { table: partStates, state: part.state };
    return (
      <>
        {part.state === 'reported' && (
          <>
            <ActButton
              size="small"
              type="primary"
              act="task.confirm"
              machine={machine}
              reason={office}
              loading={confirm.busy}
              onClick={() => void confirm.run([part.id])}
            />
            <ActButton
              size="small"
              act="task.return"
              machine={machine}
              reason={office}
              onClick={() => setReturning(part)}
            />
          </>
        )}
        {part.organisation === null && part.state === 'assigned' && (
          <ActButton size="small" act="task.assign" reason={office} onClick={() => setReplacing(part)}>
            {t('tasks.name_unit_short')}
          </ActButton>
        )}
        <ActMenu
          of={part.unit}
          acts={[
            {
              key: 'replace',
              act: 'task.assign',
              label: t('tasks.replace'),
              reason:
                office ??
                (part.state === 'assigned'
                  ? null
                  : t('ui.wrong_state', { state: labels.state(part.state), act: t('tasks.replace') })),
              run: () => setReplacing(part),
            },
            {
              key: 'remove',
              act: 'task.assign',
              label: t('tasks.remove'),
              danger: true,
              reason:
                office ??
                (part.state === 'assigned' || part.state === 'reported'
                  ? null
                  : t('ui.wrong_state', { state: labels.state(part.state), act: t('tasks.remove') })),
              run: () => void remove.run(part.id),
            },
            { key: 'reopen', act: 'task.reopen', machine, reason: office, run: () => setReopening(part) },
          ]}
        />
      </>
    );
  };
  const confirmAll = (parts: readonly TaskPart[]) => (
    <ActButton
      size="small"
      type="primary"
      act="task.confirm"
      reason={office}
      loading={confirm.busy}
      onClick={() => void confirm.run(parts.map(({ id }) => id))}
    >
      {t('tasks.confirm_all', { count: parts.length })}
    </ActButton>
  );
  const windows = (
    <>
      <ReasonModal
        open={returning !== null}
        onClose={() => setReturning(null)}
        title={t('tasks.return_of', { name: returning?.unit ?? '' })}
        intro={t('tasks.return_intro')}
        act={back}
      />
      <ReasonModal
        open={reopening !== null}
        onClose={() => setReopening(null)}
        title={t('tasks.reopen_of', { name: reopening?.unit ?? '' })}
        act={reopen}
      />
      <ReplaceUnitForm task={task} part={replacing} onClose={() => setReplacing(null)} />
    </>
  );
  return { of, confirmAll, windows };
}
