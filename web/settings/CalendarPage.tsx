import UploadOutlined from '@ant-design/icons/es/icons/UploadOutlined';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useLabels, useLanguage } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { dayLabel } from '../ui/DayText.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { CalendarImport } from './CalendarImport.tsx';
import { type Calendar, readCalendar } from './settings.ts';
import './settings.css';

/** The announced holidays and shifted working days of a year: what every deadline in working days is counted by. */
export function CalendarPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const [importing, setImporting] = useState(false);
  const asked = Number(params.get('year')) || undefined;
  const found = useQuery({
    queryKey: ['settings', 'calendar', asked],
    queryFn: () => readCalendar(asked),
    placeholderData: keepPreviousData,
  });
  const go = (year: number) => setParams({ year: String(year) }, { replace: true });
  return (
    <>
      <PageHead
        title={t('settings.calendar')}
        purpose={t('settings.calendar_purpose')}
        parents={[{ title: labels.noun('settings'), path: paths.settings }]}
        {...(may('setting.import-calendar')
          ? {
              primary: (
                <ActButton
                  type="primary"
                  act="setting.import-calendar"
                  icon={<UploadOutlined />}
                  onClick={() => setImporting(true)}
                >
                  {t('settings.calendar_import')}
                </ActButton>
              ),
            }
          : {})}
      />
      {found.error ? (
        <Failed error={found.error} retry={() => void found.refetch()} />
      ) : !found.data ? (
        <Loading />
      ) : (
        <Year calendar={found.data} go={go} />
      )}
      {importing && <CalendarImport onClose={() => setImporting(false)} onDone={go} />}
    </>
  );
}

function Year({ calendar, go }: { calendar: Calendar; go: (year: number) => void }) {
  const { t } = useTranslation();
  const { year, announced, years, total, rows } = calendar;
  return (
    <>
      <div className="row year-line">
        <Button onClick={() => go(year - 1)}>{t('settings.year_before', { year: year - 1 })}</Button>
        <strong aria-live="polite">{t('settings.year', { year })}</strong>
        <Button onClick={() => go(year + 1)}>{t('settings.year_after', { year: year + 1 })}</Button>
        <Tag tone={announced ? 'good' : 'warn'}>{t(announced ? 'settings.announced' : 'settings.not_announced')}</Tag>
        <span className="muted">{t('settings.years_known', { years: `${years[0] ?? ''}—${years.at(-1) ?? ''}` })}</span>
      </div>
      {announced ? (
        <section className="card" aria-label={t('settings.calendar')}>
          <p className="muted">{t('ui.total', { count: total })}</p>
          <Spans rows={rows} />
        </section>
      ) : (
        <Empty title={t('settings.not_announced')} text={t('settings.not_announced_why')} />
      )}
    </>
  );
}

type Day = Calendar['rows'][number];

/** Days of one holiday that follow each other are one line. */
function spansOf(rows: readonly Day[]): Day[][] {
  const spans: Day[][] = [];
  for (const row of rows) {
    const last = spans.at(-1);
    const before = last?.at(-1);
    if (last && before && before.kind === row.kind && before.name === row.name && follows(before.day, row.day))
      last.push(row);
    else spans.push([row]);
  }
  return spans;
}

const follows = (first: string, second: string): boolean => Date.parse(second) - Date.parse(first) === 86_400_000;

function Spans({ rows }: { rows: readonly Day[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div className="wide-table">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('settings.day')}</th>
            <th scope="col">{t('settings.day_kind')}</th>
            <th scope="col">{t('settings.day_name')}</th>
            <th scope="col">{t('settings.day_source')}</th>
          </tr>
        </thead>
        <tbody>
          {spansOf(rows).map((span) => {
            const [first, last] = [span[0], span.at(-1)];
            if (!first || !last) return null;
            return (
              <tr key={first.day}>
                <td>
                  {dayLabel(first.day, language)}
                  {span.length > 1 && ` — ${dayLabel(last.day, language)}`}{' '}
                  {span.length > 1 && <span className="muted">{t('settings.days', { count: span.length })}</span>}
                </td>
                <td>
                  <Tag tone={first.kind === 'holiday' ? 'good' : 'warn'}>
                    {t(first.kind === 'holiday' ? 'settings.day_off' : 'settings.day_on')}
                  </Tag>
                </td>
                <td>{first.name}</td>
                <td>
                  {/^https?:\/\//.test(first.source) ? (
                    <a
                      href={first.source}
                      target="_blank"
                      rel="noreferrer"
                      aria-label={t('settings.source_of', { name: first.name, day: first.day })}
                    >
                      {t('settings.source')}
                    </a>
                  ) : (
                    first.source
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
