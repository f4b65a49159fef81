import { LineChart, RadarChart } from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  RadarComponent,
  TooltipComponent,
} from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([
  LineChart,
  RadarChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  RadarComponent,
  TooltipComponent,
  SVGRenderer,
]);

/** Draws into the element, follows its size; the caller calls `end`. Loaded only by pages that show a chart. */
export function draw(element: HTMLElement, option: EChartsCoreOption): { end: () => void } {
  const chart = init(element, null, { renderer: 'svg' });
  chart.setOption(option);
  const watch = new ResizeObserver(() => chart.resize());
  watch.observe(element);
  return {
    end: () => {
      watch.disconnect();
      chart.dispose();
    },
  };
}
