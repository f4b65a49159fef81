import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { addDays } from '#domain/clock.ts';
import { useLanguage } from '../i18n/labels.ts';
import { ChartFrame } from './ChartFrame.tsx';
import { DayText, dayLabel, todayInChina } from './DayText.tsx';
import { type Scale, scaleOf } from './gantt-scale.ts';
import type { Tone } from './StateTag.tsx';
import './gantt.css';

export type Bar = {
  id: string;
  title: string;
  /** ISO days; with one of them alone the bar is a point. */
  from: string | null;
  to: string | null;
  /** The state in words, and how it looks. */
  state: string;
  tone: Tone;
  path?: string | undefined;
  /** A heading row: a phase or a measure. */
  heading?: boolean;
};

/** Bars over months with a line for today; rows without dates are named below, not dropped. */
export function Gantt({ title, bars }: { title: string; bars: readonly Bar[] }) {
  const { t } = useTranslation();
  const dated = bars.filter(({ from, to, heading }) => from || to || heading);
  const undated = bars.filter(({ from, to, heading }) => !from && !to && !heading);
  const days = bars.flatMap(({ from, to }) => [from, to].filter((day) => day !== null));
  const scale = scaleOf(days, (year, month) =>
    month === 1 ? t('ui.gantt_january', { year }) : t('ui.gantt_month', { month }),
  );
  // The first month says its year as every January does.
  const first = scale?.months[0];
  if (first && !first.key.endsWith('-01')) first.label = t('ui.gantt_january', { year: first.key.slice(0, 4) });
  const head = [t('ui.gantt_row'), t('ui.gantt_from'), t('ui.gantt_to'), t('ui.gantt_state')];
  return (
    <ChartFrame title={title} table={{ head, rows: bars.map(cellsOf) }}>
      {scale ? <Rows bars={dated} scale={scale} title={title} /> : <p className="muted">{t('ui.no_data')}</p>}
      {undated.length > 0 && (
        <div className="gantt-undated">
          <p className="muted">{t('ui.gantt_undated')}</p>
          <ul>
            {undated.map((bar) => (
              <li key={bar.id}>{nameOf(bar)}</li>
            ))}
          </ul>
        </div>
      )}
    </ChartFrame>
  );
}

const nameOf = ({ title, path }: Bar) => (path ? <Link to={path}>{title}</Link> : title);
const cellsOf = (bar: Bar) => [
  nameOf(bar),
  <DayText key="from" day={bar.from} />,
  <DayText key="to" day={bar.to} />,
  bar.state,
];

function Rows({ bars, scale, title }: { bars: readonly Bar[]; scale: Scale; title: string }) {
  const width = Math.max(scale.months.length * 52, 480);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways and must be reachable by keyboard
    <section className="gantt" aria-label={title} tabIndex={0}>
      <div className="gantt-body" style={{ minWidth: width + 240 }}>
        <div className="gantt-row gantt-months" aria-hidden="true">
          <div className="gantt-name" />
          <div className="gantt-track">
            {scale.months.map(({ key, label, left, width: wide }) => (
              <span key={key} className="gantt-month" style={{ left: `${left}%`, width: `${wide}%` }}>
                {label}
              </span>
            ))}
          </div>
        </div>
        {bars.map((bar) => (
          <Row key={bar.id} bar={bar} scale={scale} />
        ))}
      </div>
    </section>
  );
}

function Row({ bar, scale }: { bar: Bar; scale: Scale }) {
  const { t } = useTranslation();
  const today = todayInChina();
  return (
    <div className={bar.heading ? 'gantt-row gantt-heading' : 'gantt-row'}>
      <div className="gantt-name" title={bar.title}>
        {nameOf(bar)}
      </div>
      <div className="gantt-track">
        {scale.months.map(({ key, left }) => (
          <span key={key} className="gantt-line" style={{ left: `${left}%` }} />
        ))}
        {today >= scale.from && today <= scale.to && (
          <span className="gantt-today" style={{ left: `${scale.place(today)}%` }} title={t('ui.today')} />
        )}
        <BarBox bar={bar} scale={scale} />
      </div>
    </div>
  );
}

function BarBox({ bar: { title, from, to, state, tone }, scale }: { bar: Bar; scale: Scale }) {
  const language = useLanguage();
  const start = from ?? to;
  const end = to ?? from;
  if (!start || !end) return null;
  const words = [title, `${dayLabel(start, language)}–${dayLabel(end, language)}`, state].join(
    language === 'zh' ? '，' : ', ',
  );
  const left = scale.place(start);
  const width = `max(8px, ${scale.place(addDays(end, 1)) - left}%)`;
  return (
    <span
      className={`gantt-bar fill-${tone}`}
      role="img"
      aria-label={words}
      title={words}
      style={{ left: `${left}%`, width }}
    />
  );
}
