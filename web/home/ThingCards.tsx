import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useTexts } from '../i18n/texts.ts';
import { pathOf, paths } from '../paths.ts';
import { useMay, useSession } from '../session.ts';
import { DayText } from '../ui/DayText.tsx';
import { Empty } from '../ui/Empty.tsx';
import type { Thing } from './home.ts';
import { homeTexts } from './texts.ts';
import { useActName, useIsEmployee, useWhy } from './words.ts';

/** The three things: each with why, until when, and the one button that leads to doing it. */
export function ThingCards({
  things,
  total,
  programmes,
}: {
  things: readonly Thing[];
  total: number;
  programmes: number;
}) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="home-things" className="home-things">
      <h2 id="home-things">{t('home.things')}</h2>
      {things.length === 0 ? (
        <div className="card">
          <NothingToDo programmes={programmes} />
        </div>
      ) : (
        <ol className="thing-cards">
          {things.map((thing) => (
            <ThingCard key={`${thing.act} ${thing.row_id}`} thing={thing} />
          ))}
        </ol>
      )}
      {total > things.length && (
        <p className="home-more">
          {t('home.things_more', { count: total - things.length })} <AllLinks programmes={programmes} />
        </p>
      )}
    </section>
  );
}

/** Tasks of programmes have their list, everything else with a day another. */
function AllLinks({ programmes }: { programmes: number }) {
  const { t } = useTranslation();
  const say = useTexts(homeTexts);
  return (
    <>
      {programmes > 0 && <Link to={paths.tasks}>{t('home.things_all')}</Link>}{' '}
      <Link to={paths.duties}>{say('duties_all')}</Link>
    </>
  );
}

/** Nothing is due: look ahead, or where no programme runs yet, what comes first. */
function NothingToDo({ programmes }: { programmes: number }) {
  const { t } = useTranslation();
  const say = useTexts(homeTexts);
  const may = useMay();
  const kind = useSession().post?.organisation_kind;
  const isEmployee = useIsEmployee();
  if (programmes > 0) {
    return (
      <Empty
        title={t('home.things_none')}
        text={t('home.things_none_why')}
        action={<Link to={paths.tasks}>{t('home.things_all')}</Link>}
      />
    );
  }
  const own = isEmployee ? 'employee' : may('identity.show') ? 'firm' : kind === 'station' ? 'server' : null;
  if (own !== null) {
    const words = { firm: say('none_firm'), employee: say('none_employee'), server: say('none_server') };
    return (
      <Empty
        title={t('home.things_none')}
        text={words[own]}
        action={<Link to={paths.duties}>{say('duties_all')}</Link>}
      />
    );
  }
  if (!may('plan.read')) return <Empty title={t('home.things_none')} text={t('home.programmes_none_unit')} />;
  return (
    <Empty
      title={t('home.first')}
      text={t('home.programmes_none_why')}
      action={<Link to={paths.plans}>{t('home.upload_plan')}</Link>}
    />
  );
}

function ThingCard({ thing }: { thing: Thing }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const why = useWhy()(thing.why);
  const act = useActName()(thing);
  const { noun, row_id, programme_id, programme_title, title, due_on, late_days } = thing;
  const path = pathOf(noun, row_id, programme_id) ?? (programme_id ? paths.programme(programme_id) : paths.duties);
  const verb = thing.act.slice(thing.act.indexOf('.') + 1);
  const actPath = `${path}${path.includes('?') ? '&' : '?'}do=${verb}&row=${row_id}`;
  return (
    <li className={late_days > 0 ? 'thing thing-late' : 'thing'}>
      <h3>
        <Link to={path}>{title}</Link>
      </h3>
      <dl className="thing-facts">
        <dt>{t('home.why')}</dt>
        <dd>{why}</dd>
        {due_on && (
          <>
            <dt>{t('home.until')}</dt>
            <dd>
              <DayText day={due_on} due />
            </dd>
          </>
        )}
      </dl>
      <div className="thing-foot">
        <Button
          type="primary"
          onClick={() =>
            void navigate(noun === 'enterprise' && verb === 'add' ? `${paths.newVisit}?firm=${row_id}` : actPath)
          }
          aria-label={t('ui.pair', { name: act, value: title })}
        >
          {act}
        </Button>
        {programme_title && <span className="muted thing-programme">{programme_title}</span>}
      </div>
    </li>
  );
}
