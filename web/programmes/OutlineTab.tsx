import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../paths.ts';
import { todayInChina } from '../ui/DayText.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Gantt } from '../ui/Gantt.tsx';
import { Progress } from '../ui/Progress.tsx';
import { Tag } from '../ui/StateTag.tsx';
import type { Programme } from './load.ts';

type Phase = Programme['phases'][number];

/** The phases over time, and every measure with how far its tasks are. */
export function OutlineTab({ programme }: { programme: Programme }) {
  const { t } = useTranslation();
  const { phases, measures, id } = programme;
  const today = todayInChina();
  const wordsOf = (phase: Phase): string =>
    phase.current
      ? t('programmes.phase_current')
      : (phase.to_on ?? '9999') < today
        ? t('programmes.phase_past')
        : t('programmes.phase_ahead');
  return (
    <div className="stack">
      <section className="card" aria-label={t('programmes.phases')}>
        {phases.length === 0 ? (
          <Empty title={t('programmes.phases_none')} text={t('programmes.phases_none_why')} />
        ) : (
          <Gantt
            title={t('programmes.phases')}
            bars={phases.map((phase) => ({
              id: phase.id,
              title: phase.title,
              from: phase.from_on,
              to: phase.to_on,
              state: `${wordsOf(phase)}，${t('programmes.done_of', { done: phase.confirmed, total: phase.tasks })}`,
              tone: phase.current ? 'busy' : phase.late > 0 ? 'bad' : 'plain',
              path: `${paths.tasks}?programme=${id}&phase=${phase.id}`,
            }))}
          />
        )}
      </section>
      <section className="card" aria-label={t('programmes.measures')}>
        <h2>{t('programmes.measures')}</h2>
        {measures.length === 0 ? (
          <Empty title={t('programmes.measures_none')} text={t('programmes.measures_none_why')} />
        ) : (
          <ul className="plain-list measure-list">
            {measures.map((measure) => (
              <li key={measure.id}>
                <Link to={`${paths.tasks}?programme=${id}&measure=${measure.id}`}>
                  {`${measure.no} ${measure.title}`.trim()}
                </Link>
                <div className="measure-state">
                  {measure.late > 0 && <Tag tone="bad">{t('programmes.late_count', { count: measure.late })}</Tag>}
                  <Progress label={measure.title} value={measure.confirmed} target={measure.tasks} />
                </div>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
