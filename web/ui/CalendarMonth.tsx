import LeftOutlined from '@ant-design/icons/es/icons/LeftOutlined';
import RightOutlined from '@ant-design/icons/es/icons/RightOutlined';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { addDays } from '#domain/clock.ts';
import { useLanguage } from '../i18n/labels.ts';
import { dayLabel, todayInChina } from './DayText.tsx';
import { endOfMonth } from './gantt-scale.ts';
import type { Tone } from './StateTag.tsx';
import { usePhone } from './usePhone.ts';
import './calendar.css';

export type DayItem = { id: string; day: string; title: string; tone: Tone; path?: string | undefined };

type Props = {
  title: string;
  /** "2026-06"; keep it in the address. */
  month: string;
  onMonth: (month: string) => void;
  items: readonly DayItem[];
};

/** A month with what falls on its days, Monday first; on a phone only the days that hold something. */
export function CalendarMonth({ title, month, onMonth, items }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const phone = usePhone();
  const byDay = Map.groupBy(items, ({ day }) => day);
  const name = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
  }).format(new Date(`${month}-01T00:00:00Z`));
  return (
    <section className="calendar card" aria-label={`${title} ${name}`}>
      <div className="calendar-head">
        <Button
          icon={<LeftOutlined />}
          aria-label={t('ui.month_previous')}
          onClick={() => onMonth(addDays(`${month}-01`, -1).slice(0, 7))}
        />
        <h2 aria-live="polite">{name}</h2>
        <Button
          icon={<RightOutlined />}
          aria-label={t('ui.month_next')}
          onClick={() => onMonth(addDays(endOfMonth(`${month}-01`), 1).slice(0, 7))}
        />
        <Button onClick={() => onMonth(todayInChina().slice(0, 7))}>{t('ui.month_now')}</Button>
      </div>
      {phone ? <DayList month={month} byDay={byDay} /> : <MonthTable month={month} byDay={byDay} />}
    </section>
  );
}

type Days = { month: string; byDay: ReadonlyMap<string, DayItem[]> };

function MonthTable({ month, byDay }: Days) {
  const language = useLanguage();
  const weeks = weeksOf(month);
  const weekday = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: 'UTC', weekday: 'short' });
  return (
    <table className="calendar-table">
      <thead>
        <tr>
          {weeks[0]?.map((day) => (
            <th key={day} scope="col">
              {weekday.format(new Date(`${day}T00:00:00Z`))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <td
                key={day}
                className={[
                  day.startsWith(month) ? '' : 'calendar-other',
                  day === todayInChina() ? 'calendar-today' : '',
                ].join(' ')}
              >
                <time dateTime={day}>{Number(day.slice(8))}</time>
                <DayItems items={byDay.get(day) ?? []} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayList({ month, byDay }: Days) {
  const { t } = useTranslation();
  const language = useLanguage();
  const days = [...byDay.keys()].filter((day) => day.startsWith(month)).sort();
  if (days.length === 0) return <p className="muted">{t('ui.no_data')}</p>;
  return (
    <ul className="plain-list stack">
      {days.map((day) => (
        <li key={day}>
          <h3>{dayLabel(day, language)}</h3>
          <DayItems items={byDay.get(day) ?? []} />
        </li>
      ))}
    </ul>
  );
}

const shownAtOnce = 4;

function DayItems({ items }: { items: readonly DayItem[] }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const shown = all ? items : items.slice(0, shownAtOnce);
  return (
    <ul className="day-items">
      {shown.map(({ id, title, tone, path }) => (
        <li key={id} className={`day-item tag-${tone}`} title={title}>
          {path ? <Link to={path}>{title}</Link> : title}
        </li>
      ))}
      {items.length > shown.length && (
        <li>
          <button type="button" className="link-button" onClick={() => setAll(true)}>
            {t('ui.more_on_day', { count: items.length - shown.length })}
          </button>
        </li>
      )}
    </ul>
  );
}

/** The weeks that touch a month, Monday to Sunday, as ISO days. */
function weeksOf(month: string): string[][] {
  const first = `${month}-01`;
  const monday = addDays(first, -((new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7));
  const weeks: string[][] = [];
  for (let day = monday; day <= endOfMonth(first); day = addDays(day, 7))
    weeks.push(Array.from({ length: 7 }, (_, at) => addDays(day, at)));
  return weeks;
}
