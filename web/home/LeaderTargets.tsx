import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../paths.ts';
import { type Standing, useStanding } from '../standing.ts';
import { Progress } from '../ui/Progress.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { usePhone } from '../ui/usePhone.ts';
import type { Leader } from './home.ts';

type Target = Leader['targets'][number];

/** In this order a leader wants to see them. */
const order: readonly Standing[] = ['overdue', 'exceeded', 'behind', 'on_course', 'not_yet', 'no_register', 'met'];

/** The targets, the worst first: each against its time. The rest is one step away. */
export function LeaderTargets({ targets, total }: { targets: readonly Target[]; total: number }) {
  const { t } = useTranslation();
  const shown = usePhone() ? 3 : 6;
  const ranked = [...targets].sort((a, b) => order.indexOf(a.standing) - order.indexOf(b.standing));
  return (
    <section aria-labelledby="leader-targets" className="card">
      <h2 id="leader-targets">{t('home.leader_against_time')}</h2>
      {targets.length === 0 && <p className="muted">{t('home.leader_targets_none')}</p>}
      <ul className="plain-list leader-rows">
        {ranked.slice(0, shown).map((target) => (
          <TargetLine key={target.id} target={target} />
        ))}
      </ul>
      {total > shown && (
        <p className="leader-more">
          <Link to={paths.targets}>{t('home.leader_more', { count: total })}</Link>
        </p>
      )}
    </section>
  );
}

function TargetLine({ target: { id, subject_text, current, value, unit, elapsed, standing } }: { target: Target }) {
  const { label, tone } = useStanding()(standing);
  return (
    <li>
      <div className="leader-title">
        <Link to={paths.target(id)}>{subject_text}</Link>
        <Tag tone={tone}>{label}</Tag>
      </div>
      {current !== null && (
        <Progress
          label={subject_text}
          value={current}
          target={value}
          unit={unit}
          {...(elapsed === null ? {} : { time: elapsed })}
        />
      )}
    </li>
  );
}
