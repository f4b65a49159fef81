import { useTranslation } from 'react-i18next';
import { useLabels } from '../i18n/labels.ts';
import { InstantText } from '../ui/DayText.tsx';
import type { Task } from './tasks.ts';

/** Every act on a task and every reminder of it, newest first. */
export function History({ task: { events, reminders } }: { task: Task }) {
  const { t } = useTranslation();
  const labels = useLabels();
  return (
    <>
      {reminders.total > 0 && (
        <section className="card" aria-labelledby="task-reminders">
          <h2 id="task-reminders">{t('tasks.reminders', { count: reminders.total })}</h2>
          <ul className="plain-list timeline">
            {reminders.rows.slice(0, 10).map(({ id, message, sent_at, by_system }) => (
              <li key={id}>
                <div className="row muted">
                  <InstantText at={sent_at} />
                  {by_system && <span>{t('tasks.by_system')}</span>}
                </div>
                <p className="note-text">{message}</p>
              </li>
            ))}
          </ul>
          {reminders.total > 10 && (
            <p className="muted">{t('tasks.shown_of', { shown: 10, count: reminders.total })}</p>
          )}
        </section>
      )}
      <section className="card" aria-labelledby="task-history">
        <h2 id="task-history">{labels.noun('events')}</h2>
        {events.total === 0 && <p className="muted">{t('tasks.history_none')}</p>}
        <ol className="plain-list timeline">
          {events.rows.map(({ id, at, act, organisation_name, person_name }) => (
            <li key={id}>
              <div className="row">
                <strong>{labels.act(act)}</strong>
                <span>{[organisation_name, person_name].filter(Boolean).join(' · ')}</span>
                <span className="muted">
                  <InstantText at={at} />
                </span>
              </div>
            </li>
          ))}
        </ol>
        {events.total > events.rows.length && (
          <p className="muted">{t('tasks.shown_of', { shown: events.rows.length, count: events.total })}</p>
        )}
      </section>
    </>
  );
}
