import { useMemo } from 'react';
import { ChartFrame } from './ChartFrame.tsx';
import { Picture, palette } from './Picture.tsx';

type Props = {
  title: string;
  /** What the spokes are. */
  axis: string;
  spokes: readonly string[];
  /** Values from 0 to `most`; null where nothing counts. */
  series: readonly { name: string; values: readonly (number | null)[] }[];
  most: number;
  height?: number;
};

/** Values of several sides of one thing, as a web. */
export function RadarChart({ title, axis, spokes, series, most, height = 320 }: Props) {
  const option = useMemo(() => optionOf({ spokes, series, most }), [spokes, series, most]);
  const rows = spokes.map((spoke, at) => [spoke, ...series.map(({ values }) => values[at] ?? '—')]);
  const [first] = series;
  const label = `${title}：${spokes.map((spoke, at) => `${spoke} ${first?.values[at] ?? '—'}`).join('，')}`;
  return (
    <ChartFrame title={title} table={{ head: [axis, ...series.map(({ name }) => name)], rows }}>
      <Picture option={option} height={height} label={label} />
    </ChartFrame>
  );
}

const optionOf = ({ spokes, series, most }: Pick<Props, 'spokes' | 'series' | 'most'>) => ({
  color: palette,
  ...(series.length > 1 ? { legend: { bottom: 0, icon: 'roundRect', itemHeight: 3, itemWidth: 18 } } : {}),
  tooltip: { confine: true },
  radar: {
    indicator: spokes.map((name) => ({ name, max: most, min: 0 })),
    radius: '62%',
    axisName: { color: '#4f6268' },
  },
  series: [
    {
      type: 'radar' as const,
      symbolSize: 5,
      data: series.map(({ name, values }, at) => ({
        name,
        value: values.map((value) => value ?? 0),
        areaStyle: { opacity: at === 0 ? 0.15 : 0 },
        lineStyle: { width: 2, ...(at === 0 ? {} : { type: 'dashed' as const }) },
      })),
    },
  ],
});
