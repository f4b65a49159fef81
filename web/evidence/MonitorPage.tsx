import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { alarmSentence } from '#domain/evidence/alarms.ts';
import { useLanguage } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { CopyLine } from '../ui/CopyLine.tsx';
import { dayLabel, InstantText } from '../ui/DayText.tsx';
import { Failed } from '../ui/Failed.tsx';
import { LineChart } from '../ui/LineChart.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { loadMonitor, type Monitor } from './evidence.ts';
import { GrowthTool } from './GrowthTool.tsx';
import { Keys } from './Keys.tsx';
import { KitButton } from './KitButton.tsx';
import { Authorities, Witnesses } from './Parties.tsx';
import { RecordDays } from './RecordDays.tsx';
import './evidence.css';

/** How the register fares, for anybody, also before sign-in. */
export function MonitorPage() {
  const { t } = useTranslation();
  const monitor = useQuery({ queryKey: ['monitor'], queryFn: loadMonitor, refetchInterval: 5_000 });
  if (monitor.error && !monitor.data)
    return <Failed page={t('evidence.monitor_title')} error={monitor.error} retry={() => void monitor.refetch()} />;
  if (!monitor.data) return <Loading />;
  return <Shown monitor={monitor.data} />;
}

function Shown({ monitor }: { monitor: Monitor }) {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <>
      <PageHead
        title={t('evidence.monitor_title')}
        purpose={t('evidence.monitor_purpose')}
        secondary={
          <>
            {may('evidence.list') && <Link to={paths.evidence}>{t('evidence.to_list')}</Link>}
            {may('evidence.kit') && <KitButton />}
          </>
        }
      />
      <div className="stack">
        <Alarms monitor={monitor} />
        <Numbers monitor={monitor} />
        <div className="monitor-pair">
          <GrowthCard monitor={monitor} />
          <LatestCard monitor={monitor} />
        </div>
        <div className="monitor-pair">
          <Witnesses monitor={monitor} />
          <Authorities monitor={monitor} />
        </div>
        <Keys />
        <GrowthTool origin={monitor.origin} />
        <RecordDays days={monitor.days} />
      </div>
    </>
  );
}

function Alarms({ monitor: { alarms, stopped } }: { monitor: Monitor }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (alarms.length === 0) return <Alert type="success" showIcon title={t('evidence.no_alarms')} />;
  return alarms.map(({ kind, at, data }) => (
    <Alert
      key={`${kind}${at}`}
      type={kind === stopped ? 'error' : 'warning'}
      showIcon
      title={alarmSentence(kind, data)[language]}
      description={
        <span className="muted">
          {t('evidence.alarm_since')} <InstantText at={at} />
        </span>
      }
    />
  ));
}

function Numbers({ monitor: { size, published_size, waiting, delays } }: { monitor: Monitor }) {
  const { t } = useTranslation();
  const seconds = (milliseconds: number | null) =>
    milliseconds === null
      ? '—'
      : milliseconds < 60_000
        ? t('evidence.seconds', { seconds: (milliseconds / 1000).toFixed(1) })
        : t('evidence.minutes', { minutes: (milliseconds / 60_000).toFixed(1) });
  const numbers = [
    { name: t('evidence.count_published'), value: published_size.toLocaleString('en') },
    { name: t('evidence.count_waiting'), value: (waiting + size - published_size).toLocaleString('en') },
    { name: t('evidence.delay_half'), value: seconds(delays.p50) },
    { name: t('evidence.delay_most'), value: seconds(delays.p99) },
  ];
  return (
    <dl className="monitor-numbers">
      {numbers.map(({ name, value }) => (
        <div className="card" key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function GrowthCard({ monitor: { growth } }: { monitor: Monitor }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const points = useMemo(() => growth.map(({ day }) => dayLabel(day, language)), [growth, language]);
  const series = useMemo(
    () => [{ name: t('evidence.growth_size'), values: growth.map(({ size }) => size) }],
    [growth, t],
  );
  const [first, second] = growth;
  if (first && !second)
    return (
      <section className="card" aria-labelledby="monitor-growth">
        <h2 id="monitor-growth">{t('evidence.growth')}</h2>
        <p>{t('evidence.growth_first', { day: dayLabel(first.day, language), count: first.size })}</p>
      </section>
    );
  return (
    <section className="card">
      <LineChart title={t('evidence.growth')} axis={t('evidence.day')} points={points} series={series} height={220} />
    </section>
  );
}

function LatestCard({ monitor: { latest, origin } }: { monitor: Monitor }) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-labelledby="monitor-latest">
      <h2 id="monitor-latest">{t('evidence.latest')}</h2>
      {latest === null ? (
        <p className="muted">{t('evidence.latest_none')}</p>
      ) : (
        <>
          <dl className="facts">
            <dt>{t('evidence.origin')}</dt>
            <dd>{origin}</dd>
            <dt>{t('evidence.checkpoint_size')}</dt>
            <dd className="numbers">{latest.size.toLocaleString('en')}</dd>
            <dt>{t('evidence.checkpoint_at')}</dt>
            <dd>
              <InstantText at={latest.at} />
            </dd>
          </dl>
          <CopyLine text={latest.root} name={t('evidence.root')} />
        </>
      )}
      <ul className="plain-list monitor-links">
        <li>
          <a href="/log/checkpoint">{t('evidence.link_checkpoint')}</a>
        </li>
        <li>
          <a href="/api/evidence/trust" download="trust.json">
            {t('evidence.link_trust')}
          </a>
        </li>
        <li>
          <a href={paths.verify}>{t('evidence.check_open')}</a>
        </li>
      </ul>
    </section>
  );
}
