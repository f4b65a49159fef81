import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useLanguage } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { dayLabel } from '../ui/DayText.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Progress } from '../ui/Progress.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { timeShare } from '../ui/timeShare.ts';
import type { ProgrammeRow } from './home.ts';

/** The programmes of the person's organisation: tasks against time, the late, the targets. */
export function ProgrammeCards({
  programmes,
  total,
  today,
}: {
  programmes: readonly ProgrammeRow[];
  total: number;
  today: string;
}) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="home-programmes" className="home-programmes">
      <h2 id="home-programmes">{t('home.programmes')}</h2>
      {programmes.length === 0 ? <NoProgramme /> : null}
      <ul className="plain-list stack">
        {programmes.map((programme) => (
          <li key={programme.id} className="card">
            <ProgrammeCard programme={programme} today={today} />
          </li>
        ))}
      </ul>
      {total > programmes.length && (
        <p className="home-more">
          <Link to={paths.programmes}>{t('home.programmes_more', { count: total })}</Link>
        </p>
      )}
    </section>
  );
}

function NoProgramme() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayRead = useMay()('plan.read');
  const upload = (
    <Button type="primary" onClick={() => void navigate(paths.plans)}>
      {t('home.upload_plan')}
    </Button>
  );
  return (
    <div className="card">
      <Empty
        title={t('home.programmes_none')}
        text={t(mayRead ? 'home.programmes_none_why' : 'home.programmes_none_unit')}
        {...(mayRead ? { action: upload } : {})}
      />
    </div>
  );
}

function ProgrammeCard({ programme, today }: { programme: ProgrammeRow; today: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { id, title, phase, tasks, confirmed, late, due_soon, targets, targets_met, from_on, to_on } = programme;
  const time = timeShare(from_on, to_on, today);
  const passed = time === undefined ? {} : { time };
  return (
    <>
      <h3 className="programme-title">
        <Link to={paths.programme(id)}>{title}</Link>
      </h3>
      <p className="muted programme-line">
        {[
          phase ?? t('home.no_phase'),
          from_on && to_on
            ? t('home.period', { from: dayLabel(from_on, language), to: dayLabel(to_on, language) })
            : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <div className="programme-bars">
        <span>{t('home.tasks_done')}</span>
        <Progress label={t('home.tasks_done')} value={confirmed} target={tasks} {...passed} />
        <span>{t('home.targets_met')}</span>
        <Progress label={t('home.targets_met')} value={targets_met} target={targets} {...passed} />
      </div>
      <div className="row">
        {late > 0 ? (
          <Tag tone="bad">{t('home.tasks_late', { count: late })}</Tag>
        ) : (
          <Tag tone="good">{t('home.tasks_fine')}</Tag>
        )}
        {due_soon > 0 && <Tag tone="warn">{t('home.tasks_soon', { count: due_soon })}</Tag>}
      </div>
    </>
  );
}
