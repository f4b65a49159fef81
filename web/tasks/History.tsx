import { useTranslation } from 'react-i18next';
import { useLabels } from '../i18n/labels.ts';
import { InstantText } from '../ui/DayText.tsx';
import type { Task } from './tasks.ts';

/** Every act on a task and every reminder of it, newest first. */
export function History({ task: { events, reminders, parts } }: { task: Task }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const sent = [...Map.groupBy(reminders.rows, ({ sent_at, message }) => `${sent_at} ${message}`)];
  const unitsOf = (ids: readonly string[]): string => {
    const names = ids.flatMap((id) => parts.find((part) => part.id === id)?.unit ?? []);
    return names.length > 3 ? t('tasks.reminded_units', { name: names[0], count: names.length }) : names.join('、');
  };
  return (
    <>
      {reminders.total > 0 && (
        <section className="card" aria-labelledby="task-reminders">
          <h2 id="task-reminders">{t('tasks.reminders', { count: reminders.total })}</h2>
          <ul className="plain-list timeline">
            {sent.map(([key, rows]) => (
              <li key={key}>
                <div className="row muted">
                  <InstantText at={rows[0]?.sent_at ?? ''} />
                  {rows[0]?.by_system && <span>{t('tasks.by_system')}</span>}
                  <span>{unitsOf(rows.map(({ part }) => part))}</span>
                </div>
                <p className="note-text">{rows[0]?.message}</p>
              </li>
            ))}
          </ul>
          {reminders.total > reminders.rows.length && (
            <p className="muted">{t('tasks.shown_of', { shown: reminders.rows.length, count: reminders.total })}</p>
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
