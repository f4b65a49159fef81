import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartFrame } from './ChartFrame.tsx';
import { Picture, palette } from './Picture.tsx';

type Props = {
  title: string;
  /** What the rows are: units, regions. */
  axis: string;
  /** What the bars count. */
  measure: string;
  rows: readonly { label: string; value: number; warn?: boolean }[];
  unit?: string;
};

/** Ranked bars, the first row on top; its height follows the number of rows. */
export function BarChart({ title, axis, measure, rows, unit = '' }: Props) {
  const { t } = useTranslation();
  const option = useMemo(() => optionOf(rows, measure, unit), [rows, measure, unit]);
  const label = `${title}：${rows.map(({ label: name, value }) => `${name} ${value}${unit}`).join('，')}`;
  return (
    <ChartFrame
      title={title}
      table={{ head: [axis, measure], rows: rows.map(({ label: name, value }) => [name, `${value}${unit}`]) }}
    >
      {rows.length > 0 ? (
        <Picture option={option} height={rows.length * 30 + 30} label={label} />
      ) : (
        <p className="muted">{t('ui.no_data')}</p>
      )}
    </ChartFrame>
  );
}

const optionOf = (rows: Props['rows'], measure: string, unit: string) => ({
  grid: { left: 8, right: 48, top: 4, bottom: 4, outerBoundsMode: 'same' as const },
  tooltip: { trigger: 'axis' as const, confine: true, axisPointer: { type: 'shadow' as const } },
  xAxis: { type: 'value' as const, splitLine: { show: false }, axisLabel: { show: false } },
  yAxis: {
    type: 'category' as const,
    inverse: true,
    data: rows.map(({ label }) => label),
    axisTick: { show: false },
    axisLine: { show: false },
  },
  series: [
    {
      name: measure,
      type: 'bar' as const,
      barMaxWidth: 16,
      label: { show: true, position: 'right' as const, formatter: `{c}${unit}`, color: '#14282c' },
      data: rows.map(({ value, warn }) => ({
        value,
        itemStyle: { color: warn ? '#c26a12' : palette[0], borderRadius: [0, 3, 3, 0] },
      })),
    },
  ],
});
