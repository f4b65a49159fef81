import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { colours, fonts } from '../theme.ts';

/** One ECharts picture. The library comes when the first picture is shown; the table beside it needs none of it. */
export function Picture({ option, height, label }: { option: EChartsCoreOption; height: number; label: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let drawn: { end: () => void } | undefined;
    let gone = false;
    void import('./echarts.ts').then(({ draw }) => {
      if (!gone && box.current) drawn = draw(box.current, { ...base, ...option });
    });
    return () => {
      gone = true;
      drawn?.end();
    };
  }, [option]);
  return <div ref={box} role="img" aria-label={label} style={{ height }} />;
}

const base = {
  animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  animationDuration: 300,
  textStyle: { fontFamily: fonts, color: colours.soft },
};

/** Series colours that differ by lightness too, and reach 3:1 on white. */
export const palette = ['#0f5f66', '#c26a12', '#5b4a9c', '#1f7a4d', '#a03a5b', '#5c6f75'];
