import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { pathOf, paths } from '../paths.ts';
import { Progress } from '../ui/Progress.tsx';
import { timeShare } from '../ui/timeShare.ts';
import { usePhone } from '../ui/usePhone.ts';
import type { Leader } from './home.ts';
import { useRisk } from './words.ts';

/** Rows at once: a leader's phone shows targets, risks and late units on one screen. */
const atOnce = { phone: 3, wide: 4 };

/** A list that begins short, so that the page stays one screen, and opens in place. */
function ShortList<R>({
  rows,
  row,
  rowKey,
}: {
  rows: readonly R[];
  row: (one: R) => ReactNode;
  rowKey: (one: R) => string;
}) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const most = usePhone() ? atOnce.phone : atOnce.wide;
  return (
    <>
      <ul className="plain-list leader-list">
        {(all ? rows : rows.slice(0, most)).map((one) => (
          <li key={rowKey(one)}>{row(one)}</li>
        ))}
      </ul>
      {rows.length > most && (
        <Button type="link" className="leader-open" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('home.leader_less') : t('home.leader_more', { count: rows.length })}
        </Button>
      )}
    </>
  );
}

/** What may go wrong, the worst first; each opens the row that it speaks of. */
export function Risks({ risks }: { risks: Leader['risks'] }) {
  const { t } = useTranslation();
  const words = useRisk();
  const path = ({ noun, row_id, programme_id }: Leader['risks'][number]): string =>
    (row_id ? pathOf(noun, row_id, programme_id) : null) ??
    (programme_id ? paths.programme(programme_id) : paths.programmes);
  return (
    <section aria-labelledby="leader-risks" className="card">
      <h2 id="leader-risks">{t('home.leader_risk')}</h2>
      {risks.length === 0 && <p className="good">{t('home.leader_risk_none')}</p>}
      <ShortList
        rows={risks}
        rowKey={(risk) => `${risk.key} ${risk.row_id}`}
        row={(risk) => (
          <Link
            className={risk.key.endsWith('overdue') || risk.key === 'ended' ? 'risk risk-bad' : 'risk'}
            to={path(risk)}
          >
            {words(risk)}
          </Link>
        )}
      />
    </section>
  );
}

/** Which units are late, how much and since when. */
export function LateUnits({ units, total }: { units: Leader['late']; total: number }) {
  const { t } = useTranslation();
  const most = Math.max(1, ...units.map(({ late }) => late));
  const path = (unit: Leader['late'][number]): string =>
    `${paths.tasks}?programme=${unit.programme_id}&punctuality=late${unit.organisation ? `&organisation=${unit.organisation}` : ''}`;
  return (
    <section aria-labelledby="leader-units" className="card">
      <h2 id="leader-units">
        {t('home.leader_units')}
        {total > 0 && <span className="muted leader-parts">{t('home.leader_parts', { count: total })}</span>}
      </h2>
      {units.length === 0 && <p className="good">{t('home.leader_units_none')}</p>}
      <ShortList
        rows={units}
        rowKey={(unit) => `${unit.programme_id} ${unit.organisation ?? unit.organisation_name}`}
        row={(unit) => (
          <div className="leader-unit">
            <Link to={path(unit)}>{unit.organisation_name}</Link>
            <span className="leader-bar" style={{ width: `${(unit.late / most) * 100}%` }} aria-hidden="true" />
            <span className="bad">{t('home.leader_unit_late', { count: unit.late, days: unit.days })}</span>
          </div>
        )}
      />
    </section>
  );
}

/** The tasks of each programme against its time. */
export function ProgrammePace({ programmes, today }: { programmes: Leader['programmes']; today: string }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="leader-programmes" className="card">
      <h2 id="leader-programmes">{t('home.leader_programmes')}</h2>
      <ShortList
        rows={programmes}
        rowKey={({ id }) => id}
        row={({ id, title, tasks, confirmed, from_on, to_on }) => {
          const time = timeShare(from_on, to_on, today);
          return (
            <>
              <Link to={paths.programme(id)}>{title}</Link>
              <Progress label={title} value={confirmed} target={tasks} {...(time === undefined ? {} : { time })} />
            </>
          );
        }}
      />
    </section>
  );
}
