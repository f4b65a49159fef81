import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { DayText, todayInChina } from '../ui/DayText.tsx';
import { Progress } from '../ui/Progress.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { timeShare } from '../ui/timeShare.ts';
import type { Programme } from './load.ts';
import { UnresolvedCard } from './UnresolvedCard.tsx';

/** How it stands: progress against time, what is open, and what the title page says. */
export function OverviewTab({ programme }: { programme: Programme }) {
  return (
    <div className="programme-overview">
      <div className="stack">
        <Standing programme={programme} />
        {programme.unresolved.length > 0 && <UnresolvedCard programme={programme} />}
      </div>
      <TitlePage programme={programme} />
    </div>
  );
}

function Standing({ programme }: { programme: Programme }) {
  const { t } = useTranslation();
  const { id, counts, from_on, to_on, phases } = programme;
  const time = timeShare(from_on, to_on, todayInChina());
  const passed = time === undefined ? {} : { time };
  const current = phases.filter((phase) => phase.current);
  const tasks = `${paths.tasks}?programme=${id}`;
  return (
    <section className="card" aria-label={t('programmes.standing')}>
      <h2>{t('programmes.standing')}</h2>
      <p>
        {current.length > 0
          ? t('programmes.now_in', { phases: current.map((phase) => phase.title).join('、') })
          : t('programmes.no_phase')}
        {time !== undefined && (
          <span className="muted"> · {t('ui.progress_time', { share: Math.round(time * 100) })}</span>
        )}
      </p>
      <div className="standing-bars">
        <span>{t('programmes.tasks_done')}</span>
        <Progress label={t('programmes.tasks_done')} value={counts.confirmed} target={counts.tasks} {...passed} />
        <span>{t('programmes.targets_met')}</span>
        <Progress label={t('programmes.targets_met')} value={counts.targets_met} target={counts.targets} {...passed} />
      </div>
      <div className="row">
        {counts.late > 0 ? (
          <Link to={`${tasks}&late=true`}>
            <Tag tone="bad">{t('programmes.late_count', { count: counts.late })}</Tag>
          </Link>
        ) : (
          <Tag tone="good">{t('programmes.late_none')}</Tag>
        )}
        {counts.due_soon > 0 && <Tag tone="warn">{t('programmes.soon_count', { count: counts.due_soon })}</Tag>}
        {counts.reported > 0 && (
          <Link to={`${tasks}&state=reported`}>
            <Tag tone="warn">{t('programmes.reported_count', { count: counts.reported })}</Tag>
          </Link>
        )}
      </div>
    </section>
  );
}

function TitlePage({ programme }: { programme: Programme }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { document_no, issuer, issued_on, from_on, to_on, scope, basis, carries_out, carried_out_by } = programme;
  const facts: readonly (readonly [name: string, value: ReactNode, absent?: string])[] = [
    [t('programmes.document_no'), document_no],
    [t('programmes.issuer'), issuer],
    [t('programmes.issued_on'), issued_on && <DayText day={issued_on} />],
    [
      t('programmes.period'),
      (from_on || to_on) && (
        <>
          <DayText day={from_on} /> – <DayText day={to_on} />
        </>
      ),
    ],
    [t('programmes.scope'), scope],
    [labels.noun('divisions'), programme.division_name],
    [t('programmes.lead_office'), programme.organisation_name],
    [
      t('programmes.basis'),
      basis.length > 0 && (
        <ul className="plain-list">
          {basis.map((one) => (
            <li key={one.title}>{[one.title, one.document_no].filter(Boolean).join(' ')}</li>
          ))}
        </ul>
      ),
    ],
    [
      t('programmes.carries_out'),
      carries_out && `${carries_out.division_name} · ${carries_out.title}`,
      t('programmes.not_linked'),
    ],
    [
      t('programmes.carried_out_by'),
      carried_out_by.length > 0 && (
        <ul className="plain-list">
          {carried_out_by.map((one) => (
            <li key={one.id}>
              <Link to={paths.programme(one.id)}>{`${one.division_name} · ${one.title}`}</Link>
            </li>
          ))}
        </ul>
      ),
      t('programmes.nobody_below'),
    ],
  ];
  return (
    <section className="card" aria-label={t('programmes.title_page')}>
      <h2>{t('programmes.title_page')}</h2>
      <dl className="facts">
        {facts.map(([name, value, absent]) => (
          <div key={name} className="fact-pair">
            <dt>{name}</dt>
            <dd>{value || <span className="muted">{absent ?? t('programmes.not_said')}</span>}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
