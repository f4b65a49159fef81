import { Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { DayText } from '../ui/DayText.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { useAct } from '../ui/useAct.ts';
import type { Person, Post } from './people.ts';
import './people.css';

/** The posts of a person: those held first, those that ended after them. */
export function PostList({ person, onAppoint }: { person: Person; onAppoint: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const held = person.posts.filter(({ to_on }) => to_on === null);
  const ended = person.posts.filter(({ to_on }) => to_on !== null);
  return (
    <section className="card" aria-labelledby="person-posts">
      <h2 id="person-posts">{t('people.posts')}</h2>
      {held.length === 0 && <p className="muted">{t('people.no_post')}</p>}
      <ul className="plain-list">
        {held.map((post) => (
          <PostItem key={post.id} person={person} post={post} />
        ))}
      </ul>
      {may('person.appoint') && (
        <ActButton
          act="person.appoint"
          reason={person.state === 'left' ? t('people.has_left') : null}
          onClick={onAppoint}
        >
          {t('people.appoint')}
        </ActButton>
      )}
      {ended.length > 0 && (
        <>
          <h3 className="ended-posts">{t('people.posts_ended')}</h3>
          <ul className="plain-list">
            {ended.map((post) => (
              <PostItem key={post.id} person={person} post={post} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function PostItem({ person, post }: { person: Person; post: Post }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const dismiss = useAct(
    (body: { post: string }, once) =>
      api.POST('/api/people/{id}/dismiss', { params: { path: { id: person.id } }, body, ...once }),
    { done: t('people.dismissed'), refresh: ['people', 'organisations'] },
  );
  return (
    <li className="post-item">
      <div>
        <div className="row">
          <Link to={paths.organisation(post.organisation)}>{post.organisation_name}</Link>
          <strong>{post.title}</strong>
          {post.unit && <span className="muted">{post.unit}</span>}
          {post.roles.map((role) => (
            <Tag key={role}>{labels.role(role)}</Tag>
          ))}
        </div>
        <div className="muted">
          <DayText day={post.from_on} />{' '}
          {post.to_on !== null && post.to_on < post.from_on ? (
            t('people.same_day')
          ) : (
            <>— {post.to_on === null ? t('people.until_now') : <DayText day={post.to_on} />}</>
          )}
        </div>
      </div>
      {post.to_on === null && may('person.dismiss') && (
        <Popconfirm
          title={t('people.dismiss_sure', { post: post.title })}
          description={t('people.dismiss_what')}
          okText={labels.verb('dismiss')}
          cancelText={t('ui.cancel')}
          onConfirm={() => void dismiss.run({ post: post.id })}
        >
          <ActButton act="person.dismiss" loading={dismiss.busy} />
        </Popconfirm>
      )}
    </li>
  );
}
