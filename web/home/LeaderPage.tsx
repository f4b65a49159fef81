import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { Empty } from '../ui/Empty.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { type Leader, leaderQuery, percent } from './home.ts';
import { LateUnits, ProgrammePace, Risks } from './LeaderLists.tsx';
import { LeaderTargets } from './LeaderTargets.tsx';
import './leader.css';

/** The result at a glance, on one screen of a phone: the sums, targets against time, who is late, what may go wrong. */
export function LeaderPage() {
  const { t } = useTranslation();
  const leader = useQuery(leaderQuery);
  return (
    <div className="leader">
      <PageHead title={t('home.leader_title')} purpose={t('home.leader_purpose')} />
      {leader.error && !leader.data ? <Failed error={leader.error} retry={() => void leader.refetch()} /> : null}
      {!leader.data && !leader.error && <Loading />}
      {leader.data && <Result leader={leader.data} />}
    </div>
  );
}

function Result({ leader }: { leader: Leader }) {
  const { t } = useTranslation();
  const may = useMay();
  const { programmes, targets, targets_total, late, late_total, risks, today } = leader;
  if (programmes.length === 0) {
    return (
      <div className="card">
        {may('plan.read') ? (
          <Empty
            title={t('home.programmes_none')}
            text={t('home.programmes_none_why')}
            action={<Link to={paths.plans}>{t('home.upload_plan')}</Link>}
          />
        ) : (
          <Empty title={t('home.programmes_none')} text={t('home.programmes_none_unit')} />
        )}
      </div>
    );
  }
  return (
    <>
      <Sums leader={leader} />
      <div className="leader-columns">
        <LeaderTargets targets={targets} total={targets_total} />
        <div className="leader-column">
          <Risks risks={risks} />
          <LateUnits units={late} total={late_total} />
          <ProgrammePace programmes={programmes} today={today} />
        </div>
      </div>
    </>
  );
}

function Sums({ leader: { programmes } }: { leader: Leader }) {
  const { t } = useTranslation();
  const sum = (key: 'tasks' | 'confirmed' | 'late' | 'due_soon' | 'targets' | 'targets_met'): number =>
    programmes.reduce((total, row) => total + row[key], 0);
  const [tasks, late, soon] = [sum('tasks'), sum('late'), sum('due_soon')];
  return (
    <ul className="leader-numbers">
      <Figure label={t('home.leader_targets')} path={paths.targets}>
        {sum('targets_met')}
        <small> / {sum('targets')}</small>
      </Figure>
      <Figure label={t('home.leader_tasks')} path={`${paths.tasks}?programme_state=running`}>
        {tasks > 0 ? percent(sum('confirmed') / tasks) : 0}
        <small>%</small>
      </Figure>
      <Figure
        label={t('home.leader_late')}
        path={`${paths.tasks}?programme_state=running&punctuality=late`}
        look={late > 0 ? 'bad' : 'good'}
      >
        {late}
      </Figure>
      <Figure
        label={t('home.leader_soon')}
        path={`${paths.tasks}?programme_state=running&punctuality=due_soon`}
        look={soon > 0 ? 'warn' : ''}
      >
        {soon}
      </Figure>
    </ul>
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
