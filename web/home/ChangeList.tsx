import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLabels, useLanguage } from '../i18n/labels.ts';
import { pathOf, paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { InstantText, instantLabel } from '../ui/DayText.tsx';
import type { Changes } from './home.ts';

/** What others did since the last visit, newest first. */
export function ChangeList({ changes: { since, total, rows } }: { changes: Changes }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <section aria-labelledby="home-changes" className="home-changes">
      <div className="home-head">
        <h2 id="home-changes">{t('home.changes')}</h2>
        <span className="muted">
          {since && t('home.changes_since', { since: instantLabel(since, language) })}
          {total > 0 &&
            ` ${total > rows.length ? t('home.changes_shown', { count: total, shown: rows.length }) : t('home.changes_count', { count: total })}`}
        </span>
      </div>
      <div className="card">
        {rows.length === 0 ? (
          <p className="muted home-none">{t('home.changes_none')}</p>
        ) : (
          <ul className="change-list">
            {rows.map((row) => (
              <li key={`${row.at} ${row.act} ${row.row_id}`}>
                <ChangeWords row={row} />
                <small className="muted">
                  <InstantText at={row.at} />
                </small>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

function ChangeWords({
  row: { act, noun, row_id, programme_id, title, organisation_name },
}: {
  row: Changes['rows'][number];
}) {
  const labels = useLabels();
  const may = useMay();
  // The document of a plan is for those who oversee; its programme is for all who see the change.
  const hidden = noun.startsWith('plan') && !may('plan.show');
  const path = hidden
    ? programme_id && paths.programme(programme_id)
    : row_id
      ? pathOf(noun, row_id, programme_id)
      : null;
  return (
    <span>
      {organisation_name && <span className="change-who">{organisation_name}</span>}
      <span className="tag">{labels.act(act)}</span>{' '}
      {path && title ? (
        <Link className="change-title" to={path}>
          {title}
        </Link>
      ) : (
        title
      )}
    </span>
  );
}
