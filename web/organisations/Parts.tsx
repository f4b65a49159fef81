import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { DayText } from '../ui/DayText.tsx';
import { StateTag, Tag } from '../ui/StateTag.tsx';
import type { Organisation } from './organisations.ts';

/** The programmes that it leads or takes part in, as far as the reader sees them. */
export function ProgrammeCard({ organisation: { programmes } }: { organisation: Organisation }) {
  const { t } = useTranslation();
  const labels = useLabels();
  return (
    <section className="card" aria-labelledby="organisation-programmes">
      <h2 id="organisation-programmes">
        {labels.noun('programmes')} <span className="muted">{t('ui.total', { count: programmes.total })}</span>
      </h2>
      {programmes.total === 0 && <p className="muted">{t('organisations.programmes_none')}</p>}
      <ul className="plain-list part-list">
        {programmes.rows.map(({ id, title, state, leads, tasks, from_on, to_on }) => (
          <li key={id}>
            <div className="row">
              <Link to={paths.programme(id)}>{title}</Link>
              <StateTag state={state} />
              <Tag tone={leads ? 'busy' : 'plain'}>{t(leads ? 'organisations.leads' : 'organisations.takes_part')}</Tag>
            </div>
            <div className="muted">
              {t('organisations.tasks_of', { count: tasks })} · <DayText day={from_on} /> — <DayText day={to_on} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who works there, as far as the reader sees them. */
export function PostCard({ organisation: { posts, id } }: { organisation: Organisation }) {
  const { t } = useTranslation();
  const labels = useLabels();
  return (
    <section className="card" aria-labelledby="organisation-posts">
      <h2 id="organisation-posts">
        {labels.noun('people')} <span className="muted">{t('ui.total', { count: posts.total })}</span>
      </h2>
      {posts.total === 0 && <p className="muted">{t('organisations.posts_none')}</p>}
      <ul className="plain-list part-list">
        {posts.rows.map((post) => (
          <li key={post.id} className="row">
            <Link to={paths.person(post.person_id)}>{post.person_name}</Link>
            <span>{post.title}</span>
            {post.unit && <span className="muted">{post.unit}</span>}
            {post.roles.map((role) => (
              <Tag key={role}>{labels.role(role)}</Tag>
            ))}
          </li>
        ))}
      </ul>
      {posts.total > posts.rows.length && (
        <Link to={`${paths.people}?organisation=${id}`}>{t('organisations.posts_all', { count: posts.total })}</Link>
      )}
    </section>
  );
}
