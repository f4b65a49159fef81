import { useTranslation } from 'react-i18next';
import { useLabels } from '../i18n/labels.ts';
import { useSession } from '../session.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { PasswordCard } from './PasswordCard.tsx';
import { SessionCard } from './SessionCard.tsx';
import { TotpCard } from './TotpCard.tsx';
import './accounts.css';

/** One's own account: posts, one-time codes, password, sessions. Administrators without codes start with the codes. */
export function AccountPage() {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <>
      <PageHead title={t('shell.account')} purpose={t('accounts.account_purpose')} />
      <div className="stack">
        {session.totp_needed && <TotpCard />}
        <PostCard />
        {!session.totp_needed && <TotpCard />}
        <PasswordCard />
        <SessionCard />
      </div>
    </>
  );
}

function PostCard() {
  const { t } = useTranslation();
  const labels = useLabels();
  const { person, post, posts, roles } = useSession();
  return (
    <section className="card" aria-labelledby="account-posts">
      <h2 id="account-posts">{t('accounts.posts')}</h2>
      <dl className="facts">
        <dt>{t('accounts.person')}</dt>
        <dd>{person?.name}</dd>
        <dt>{t('accounts.post_now')}</dt>
        <dd>{post ? [post.organisation_name, post.title].filter(Boolean).join(' · ') : t('shell.no_post')}</dd>
        <dt>{t('accounts.roles')}</dt>
        <dd className="row">
          {roles.map((role) => (
            <Tag key={role}>{labels.role(role)}</Tag>
          ))}
        </dd>
        {posts.length > 1 && (
          <>
            <dt>{t('accounts.posts_other')}</dt>
            <dd>
              <ul className="plain-list">
                {posts
                  .filter(({ id }) => id !== post?.id)
                  .map(({ id, title, organisation_name }) => (
                    <li key={id}>
                      {organisation_name} · {title}
                    </li>
                  ))}
              </ul>
              <span className="muted">{t('accounts.posts_switch')}</span>
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}
