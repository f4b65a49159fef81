import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { LineChart } from '../ui/LineChart.tsx';
import { drawn } from './chart.ts';
import type { Target } from './targets.ts';

/** The value over time, the one set by hand beside it, the aim across, and where the trend arrives. */
export function HistoryCard({ target }: { target: Target }) {
  const { t } = useTranslation();
  const picture = useMemo(() => drawn(target), [target]);
  if (!picture) return null;
  const { days, computed, byHand, forecast } = picture;
  const { value, unit, subject_text } = target;
  const has = (values: readonly (number | null)[]) => values.some((one) => one !== null);
  const series = [
    ...(has(computed) ? [{ name: t('targets.computed'), values: computed }] : []),
    ...(has(byHand) ? [{ name: t('targets.by_hand'), values: byHand }] : []),
    ...(forecast ? [{ name: t('targets.forecast'), values: forecast, dashed: true }] : []),
  ];
  return (
    <section className="card">
      <LineChart
        title={t('targets.history', { target: subject_text })}
        axis={t('targets.day')}
        points={days}
        series={series}
        unit={unit}
        goal={{ value, label: t('targets.goal', { value: `${value}${unit}` }) }}
      />
    </section>
  );
}
