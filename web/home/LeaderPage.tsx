import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Progress } from '../ui/Progress.tsx';
import { timeShare } from '../ui/timeShare.ts';
import { homeQuery, type ProgrammeRow } from './home.ts';
import { percent, type Risk, risksOf } from './risks.ts';
import './home.css';

/** The result at a glance, on one screen of a phone: the sums, each programme against time, the risks. */
export function LeaderPage() {
  const { t } = useTranslation();
  const home = useQuery(homeQuery);
  return (
    <div className="leader">
      <PageHead title={t('home.leader_title')} purpose={t('home.leader_purpose')} />
      {home.error && !home.data ? <Failed error={home.error} retry={() => void home.refetch()} /> : null}
      {!home.data && !home.error && <Loading />}
      {home.data && <Result programmes={home.data.programmes} today={home.data.today} />}
    </div>
  );
}

function Result({ programmes, today }: { programmes: readonly ProgrammeRow[]; today: string }) {
  const { t } = useTranslation();
  if (programmes.length === 0)
    return (
      <div className="card">
        <Empty title={t('home.leader_none')} text={t('home.programmes_none_unit')} />
      </div>
    );
  const sum = (key: 'tasks' | 'confirmed' | 'late' | 'due_soon' | 'targets' | 'targets_met'): number =>
    programmes.reduce((total, row) => total + row[key], 0);
  const [tasks, late, soon] = [sum('tasks'), sum('late'), sum('due_soon')];
  return (
    <>
      <ul className="leader-numbers">
        <Figure label={t('home.leader_targets')} path={paths.targets}>
          {sum('targets_met')}
          <small> / {sum('targets')}</small>
        </Figure>
        <Figure label={t('home.leader_tasks')} path={paths.tasks}>
          {tasks > 0 ? percent(sum('confirmed') / tasks) : 0}
          <small>%</small>
        </Figure>
        <Figure label={t('home.leader_late')} path={`${paths.tasks}?late=true`} look={late > 0 ? 'bad' : 'good'}>
          {late}
        </Figure>
        <Figure label={t('home.leader_soon')} path={paths.tasks} look={soon > 0 ? 'warn' : ''}>
          {soon}
        </Figure>
      </ul>
      <div className="leader-columns">
        <section aria-labelledby="leader-time" className="card">
          <h2 id="leader-time">{t('home.leader_against_time')}</h2>
          <ul className="plain-list leader-rows">
            {programmes.map((programme) => (
              <Against key={programme.id} programme={programme} today={today} />
            ))}
          </ul>
        </section>
        <Risks risks={risksOf(programmes, today)} />
      </div>
    </>
  );
}

function Figure({
  label,
  path,
  look = '',
  children,
}: {
  label: string;
  path: string;
  look?: string;
  children: ReactNode;
}) {
  return (
    <li>
      <Link to={path} className="leader-number">
        <span>{label}</span>
        <strong className={look}>{children}</strong>
      </Link>
    </li>
  );
}

function Against({ programme, today }: { programme: ProgrammeRow; today: string }) {
  const { t } = useTranslation();
  const { id, title, tasks, confirmed, targets, targets_met, from_on, to_on } = programme;
  const time = timeShare(from_on, to_on, today);
  const passed = time === undefined ? {} : { time };
  return (
    <li>
      <div className="leader-title">
        <Link to={paths.programme(id)}>{title}</Link>
        {time !== undefined && (
          <small className="muted">
            {t('home.leader_time')} {percent(time)}%
          </small>
        )}
      </div>
      <div className="programme-bars">
        <span>{t('home.leader_targets')}</span>
        <Progress label={`${title} ${t('home.leader_targets')}`} value={targets_met} target={targets} {...passed} />
        <span>{t('home.leader_tasks')}</span>
        <Progress label={`${title} ${t('home.leader_tasks')}`} value={confirmed} target={tasks} {...passed} />
      </div>
    </li>
  );
}

function Risks({ risks }: { risks: readonly Risk[] }) {
  const { t } = useTranslation();
  const words = (risk: Risk): string => {
    if (risk.kind === 'late') return t('home.leader_risk_late', { count: risk.count });
    if (risk.kind === 'behind')
      return t('home.leader_risk_behind', { time: risk.time, done: risk.done, gap: risk.gap });
    return t('home.leader_risk_targets', { time: risk.time, met: risk.met, total: risk.total });
  };
  const byProgramme = Map.groupBy(risks, ({ programme }) => programme);
  return (
    <section aria-labelledby="leader-risks" className="card">
      <h2 id="leader-risks">{t('home.leader_risk')}</h2>
      {risks.length === 0 && <p className="good">{t('home.leader_risk_none')}</p>}
      <ul className="plain-list leader-risks">
        {[...byProgramme].map(([{ id, title }, found]) => (
          <li key={id} className="leader-risk">
            <Link to={paths.programme(id)}>{title}</Link>
            {found.map((risk) => (
              <span key={risk.kind} className={risk.kind === 'late' ? 'bad' : ''}>
                {words(risk)}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
