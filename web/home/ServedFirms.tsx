import { Link } from 'react-router';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import type { Home } from './home.ts';
import { homeTexts } from './texts.ts';

/** For who serves firms: how many, and how many of them call for a visit. */
export function ServedFirms({ served: { total, weak, unvisited } }: { served: NonNullable<Home['served']> }) {
  const say = useTexts(homeTexts);
  return (
    <section aria-labelledby="home-served" className="home-served">
      <div className="home-head">
        <h2 id="home-served">{say('served')}</h2>
        <Link to={paths.newVisit}>{say('served_visit')}</Link>
      </div>
      <dl className="facts card">
        <dt>{say('served_weak')}</dt>
        <dd>
          <Link to={`${paths.visitFirms}?served=yes&need=weak`}>{say('served_total', { count: weak })}</Link>
        </dd>
        <dt>{say('served_unvisited')}</dt>
        <dd>
          <Link to={`${paths.visitFirms}?served=yes&need=unvisited`}>{say('served_total', { count: unvisited })}</Link>
        </dd>
        <dt>{say('served_list')}</dt>
        <dd>
          <Link to={`${paths.visitFirms}?served=yes`}>{say('served_total', { count: total })}</Link>
        </dd>
      </dl>
    </section>
  );
}
