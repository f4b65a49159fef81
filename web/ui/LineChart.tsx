import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartFrame } from './ChartFrame.tsx';
import { Picture, palette } from './Picture.tsx';

export type Series = { name: string; values: readonly (number | null)[]; dashed?: boolean };

type Props = {
  title: string;
  /** What the points are: days, months. */
  axis: string;
  points: readonly string[];
  series: readonly Series[];
  unit?: string;
  /** A level to reach, drawn as a line across. */
  goal?: { value: number; label: string };
  height?: number;
};

/** Values over time. A gap (null) stays a gap: it is not zero. */
export function LineChart({ title, axis, points, series, unit = '', goal, height = 260 }: Props) {
  const { t } = useTranslation();
  const option = useMemo(() => optionOf({ points, series, unit, goal }), [points, series, unit, goal]);
  const rows = points.map((point, at) => [
    point,
    ...series.map(({ values }) => (values[at] === null || values[at] === undefined ? '—' : `${values[at]}${unit}`)),
  ]);
  const shown =
    points.length > 0 ? (
      <Picture option={option} height={height} label={labelOf(title, points, series, unit)} />
    ) : (
      <p className="muted">{t('ui.no_data')}</p>
    );
  return (
    <ChartFrame title={title} table={{ head: [axis, ...series.map(({ name }) => name)], rows }}>
      {shown}
    </ChartFrame>
  );
}

type Drawn = Pick<Props, 'points' | 'series'> & { unit: string; goal: Props['goal'] };

const optionOf = ({ points, series, unit, goal }: Drawn) => ({
  color: palette,
  grid: { left: 8, right: 16, top: series.length > 1 ? 36 : 20, bottom: 4, outerBoundsMode: 'same' as const },
  ...(series.length > 1 ? { legend: { top: 0, right: 0, icon: 'roundRect', itemHeight: 3, itemWidth: 18 } } : {}),
  tooltip: { trigger: 'axis' as const, confine: true },
  xAxis: { type: 'category' as const, data: [...points], boundaryGap: false, axisTick: { show: false } },
  yAxis: {
    type: 'value' as const,
    axisLabel: { formatter: `{value}${unit}` },
    ...(goal && goal.value > highest(series) ? { max: goal.value } : {}),
  },
  series: series.map(({ name, values, dashed }, at) => ({
    name,
    type: 'line' as const,
    data: [...values],
    connectNulls: false,
    showSymbol: points.length < 20,
    symbolSize: 6,
    lineStyle: { width: 2, ...(dashed ? { type: 'dashed' as const } : {}) },
    ...(goal && at === 0
      ? {
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: '#8f5a00', type: 'dashed' as const },
            data: [{ yAxis: goal.value }],
            label: { formatter: goal.label, position: 'insideEndTop' as const, color: '#754a00' },
          },
        }
      : {}),
  })),
});

/** The goal's line must be in the picture; above it the axis finds its own round end. */
const highest = (series: readonly Series[]): number =>
  Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));

function labelOf(title: string, points: readonly string[], series: readonly Series[], unit: string): string {
  const ends = series.map(({ name, values }) => `${name} ${values.findLast((value) => value !== null) ?? '—'}${unit}`);
  return `${title}：${points[0] ?? ''} – ${points.at(-1) ?? ''}，${ends.join('，')}`;
}
