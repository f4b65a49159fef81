import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { extensionStates } from '#domain/tasks/states.ts';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { DayText, InstantText } from '../ui/DayText.tsx';
import { ReasonModal } from '../ui/ReasonModal.tsx';
import { StateTag } from '../ui/StateTag.tsx';
import { useAct } from '../ui/useAct.ts';
import { useArrival, useWanted } from '../ui/useWanted.ts';
import { useOffice } from './office.ts';
import { type Extension, stale, type Task } from './tasks.ts';

/** Time asked for, with the decision; the lead office decides here. */
export function ExtensionList({ task }: { task: Task }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const office = useOffice(task);
  const [refusing, setRefusing] = useState<Extension | null>(null);
  const place = useRef<HTMLElement>(null);
  useArrival(place, useWanted(['grant-extension', 'refuse-extension']) !== null);
  const path = { params: { path: { id: task.id } } };
  const grant = useAct(
    (extension: string, once) => api.POST('/api/tasks/{id}/grant-extension', { ...path, body: { extension }, ...once }),
    { refresh: stale, done: t('tasks.granted') },
  );
  const refuse = useAct(
    ({ reason }: { reason: string }, once) =>
      api.POST('/api/tasks/{id}/refuse-extension', {
        ...path,
        body: { extension: refusing?.id ?? '', reason },
        ...once,
      }),
    { silent: true, refresh: stale },
  );
  if (task.extensions.length === 0) return null;
  const unitOf = (id: string): string => task.parts.find((part) => part.id === id)?.unit ?? '—';
  return (
    <section ref={place} className="card" aria-labelledby="task-extensions">
      <h2 id="task-extensions">{t('tasks.extensions')}</h2>
      <ul className="plain-list timeline">
        {task.extensions.map((extension) => (
          <li key={extension.id}>
            <div className="row">
              <strong>{unitOf(extension.part)}</strong>
              <StateTag state={extension.state} />
              <span className="muted">
                <InstantText at={extension.asked_at} />
              </span>
            </div>
            <p>
              <DayText day={extension.from_on} /> → <DayText day={extension.to_on} />
            </p>
            <p className="note-text">{extension.reason}</p>
            {extension.decision_reason && (
              <p className="muted note-text">{t('tasks.decision', { reason: extension.decision_reason })}</p>
            )}
            {extension.state === 'asked' && (
              <>
                {extension.decide_by && (
                  <p>
                    {t('tasks.decide_by')} <DayText day={extension.decide_by} due />
                  </p>
                )}
                <div className="row">
                  <ActButton
                    type="primary"
                    act="task.grant-extension"
                    machine={{ table: extensionStates, state: extension.state }}
                    reason={office}
                    loading={grant.busy}
                    onClick={() => void grant.run(extension.id)}
                  />
                  <ActButton
                    act="task.refuse-extension"
                    machine={{ table: extensionStates, state: extension.state }}
                    reason={office}
                    onClick={() => setRefusing(extension)}
                  />
                </div>
              </>
            )}
          </li>
        ))}
      </ul>
      <ReasonModal
        open={refusing !== null}
        onClose={() => setRefusing(null)}
        title={labels.verb('refuse-extension')}
        act={refuse}
      />
    </section>
  );
}
