import { useTranslation } from 'react-i18next';
import { LineChart } from '../ui/LineChart.tsx';
import type { Target } from './targets.ts';

/** The value of every day, the one set by hand beside it, the aim across, and where the trend arrives. */
export function HistoryCard({ target }: { target: Target }) {
  const { t } = useTranslation();
  const { history, forecast, by_on, value, unit, subject_text } = target;
  const counted = history.filter(({ computed, overridden }) => computed !== null || overridden !== null);
  if (counted.length === 0) return null;
  const arrives = forecast.expected !== null && by_on !== null && by_on > (counted.at(-1)?.day ?? '');
  const points = [...counted.map(({ day }) => day), ...(arrives ? [by_on] : [])];
  const gap = arrives ? [null] : [];
  const last = counted.at(-1);
  const series = [
    { name: t('targets.computed'), values: [...counted.map(({ computed }) => computed), ...gap] },
    ...(counted.some(({ overridden }) => overridden !== null)
      ? [{ name: t('targets.by_hand'), values: [...counted.map(({ overridden }) => overridden), ...gap] }]
      : []),
    ...(arrives && last
      ? [
          {
            name: t('targets.forecast'),
            dashed: true,
            values: [...counted.slice(1).map(() => null), last.overridden ?? last.computed, forecast.expected],
          },
        ]
      : []),
  ];
  return (
    <section className="card">
      <LineChart
        title={t('targets.history', { target: subject_text })}
        axis={t('targets.day')}
        points={points}
        series={series}
        unit={unit}
        goal={{ value, label: t('targets.goal', { value: `${value}${unit}` }) }}
      />
    </section>
  );
}
