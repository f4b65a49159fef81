import { useTranslation } from 'react-i18next';
import { DayText } from '../ui/DayText.tsx';
import { Tag } from '../ui/StateTag.tsx';
import type { Monitor } from './evidence.ts';

/** The record of acts by day: each was deposited the day after, and is compared with that again and again. */
export function RecordDays({ days }: { days: Monitor['days'] }) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-labelledby="record-days">
      <h2 id="record-days">{t('evidence.record_days')}</h2>
      <p className="muted">{t('evidence.record_days_why')}</p>
      {days.length === 0 ? (
        <p className="muted">{t('evidence.record_days_none')}</p>
      ) : (
        // A region that scrolls must be reachable by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
        <section className="record-days" tabIndex={0} aria-label={t('evidence.record_days')}>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('evidence.day')}</th>
                <th scope="col">{t('evidence.record_events')}</th>
                <th scope="col">{t('evidence.record_state')}</th>
              </tr>
            </thead>
            <tbody>
              {days.map(({ day, events, state }) => (
                <tr key={day}>
                  <td>
                    <DayText day={day} />
                  </td>
                  <td className="numbers">{events.toLocaleString('en')}</td>
                  <td>
                    {state === 'unchanged' ? (
                      <Tag tone="good">{t('evidence.record_unchanged')}</Tag>
                    ) : (
                      <Tag tone="bad">{t('evidence.record_changed')}</Tag>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
