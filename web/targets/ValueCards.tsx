import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLabels, useLanguage } from '../i18n/labels.ts';
import { useStanding } from '../standing.ts';
import { DayText, InstantText } from '../ui/DayText.tsx';
import { Progress } from '../ui/Progress.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { metricsQuery, type Target } from './targets.ts';
import { useAim, useForecast } from './words.ts';

/** The number, large, against aim and time. */
export function ValueCard({ target }: { target: Target }) {
  const { t } = useTranslation();
  const aim = useAim();
  const forecast = useForecast();
  const { tone, label } = useStanding()(target.standing);
  const { current, computed, override, unit, value, elapsed, subject_text, numerator, denominator } = target;
  return (
    <section className="card" aria-label={t('targets.value_and_time')}>
      <div className="target-big">
        {current === null ? <strong className="muted">{label}</strong> : <strong>{`${current}${unit}`}</strong>}
        <span className="muted">{t('targets.of_aim', { aim: aim(target) })}</span>
        {override && computed !== null && (
          <span className="target-override">{t('targets.by_hand_beside', { computed: `${computed}${unit}` })}</span>
        )}
        {denominator !== null && (
          <span className="muted">{t('targets.share', { numerator: numerator ?? 0, denominator })}</span>
        )}
      </div>
      {current !== null && (
        <Progress
          bare
          label={subject_text}
          value={current}
          target={value}
          unit={unit}
          tone={tone}
          {...(elapsed === null ? {} : { time: elapsed })}
        />
      )}
      <p className="target-forecast">
        {current === null && target.standing === 'no_register' ? t('targets.no_register_why') : forecast(target)}
        {elapsed !== null && current !== null && (
          <span className="muted"> · {t('targets.time_passed', { share: Math.round(elapsed * 100) })}</span>
        )}
      </p>
    </section>
  );
}

/** What is counted, by which rule, by when. */
export function FactsCard({ target }: { target: Target }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const language = useLanguage();
  const metrics = useQuery(metricsQuery);
  const metric = metrics.data?.rows.find(({ key }) => key === target.subject);
  return (
    <section className="card">
      <dl className="facts">
        <dt>{t('targets.by_on')}</dt>
        <dd>
          <DayText day={target.by_on} due settled={target.standing === 'met'} />
        </dd>
        <dt>{labels.noun('statistics')}</dt>
        <dd>{metric ? metric[language] : t('targets.no_metric')}</dd>
        {metric && (
          <>
            <dt>{t('targets.rule')}</dt>
            <dd>
              {metric.numerator}
              {metric.denominator && ` / ${metric.denominator}`}
            </dd>
          </>
        )}
        <dt>{t('targets.counted_on')}</dt>
        <dd>{target.numerator === null ? '—' : <DayText day={target.counted_on} />}</dd>
        {target.text && (
          <>
            <dt>{t('targets.text')}</dt>
            <dd>{target.text}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** Every value that was ever set by hand: how much, why, by whom, when, and whether it was taken back. */
export function OverrideCard({ target: { overrides, unit } }: { target: Target }) {
  const { t } = useTranslation();
  if (overrides.length === 0) return null;
  return (
    <section className="card" aria-labelledby="target-overrides">
      <h2 id="target-overrides">{t('targets.by_hand')}</h2>
      <ol className="plain-list timeline">
        {overrides.map(({ at, value, reason, person_name, withdrawn_at }) => (
          <li key={at}>
            <div className="row">
              <strong>{`${value}${unit}`}</strong>
              <Tag tone={withdrawn_at ? 'plain' : 'warn'}>
                {withdrawn_at ? t('targets.withdrawn') : t('targets.in_force')}
              </Tag>
            </div>
            <p className="note-text">{reason}</p>
            <small className="muted">
              {person_name && `${person_name} · `}
              <InstantText at={at} />
            </small>
          </li>
        ))}
      </ol>
    </section>
  );
}
