import DownOutlined from '@ant-design/icons/es/icons/DownOutlined';
import GlobalOutlined from '@ant-design/icons/es/icons/GlobalOutlined';
import MenuOutlined from '@ant-design/icons/es/icons/MenuOutlined';
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { api, read } from './api.ts';
import { useLabels, useLanguage } from './i18n/labels.ts';
import { speak } from './i18n/start.ts';
import { paths } from './paths.ts';
import { renewSession, type Session, useMay, useSession } from './session.ts';
import { DropPanel } from './ui/DropPanel.tsx';
import { sentenceOf } from './ui/sentenceOf.ts';

/** Product, organisation and post, language, sign out. */
export function ShellHeader({ onMenu }: { onMenu?: () => void }) {
  const { t } = useTranslation();
  return (
    <header className="shell-header">
      {onMenu && (
        <button type="button" className="header-button" aria-label={t('shell.menu_open')} onClick={onMenu}>
          <MenuOutlined />
        </button>
      )}
      <Brand />
      <div className="header-space" />
      <PostMenu session={useSession()} />
      <LanguageButton />
    </header>
  );
}

export function Brand() {
  const { t } = useTranslation();
  return (
    <Link to={paths.home} className="brand">
      <img src="/icon.svg" alt="" width="28" height="28" />
      <strong>{t('shell.product')}</strong>
      <span className="brand-full">{t('shell.product_full')}</span>
    </Link>
  );
}

export function LanguageButton() {
  const { t } = useTranslation();
  const other = useLanguage() === 'zh' ? 'en' : 'zh';
  return (
    <button
      type="button"
      className="header-button"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      aria-label={t('shell.language')}
      onClick={() => void speak(other)}
    >
      <GlobalOutlined aria-hidden="true" />
      <span className="header-words">{t('shell.language')}</span>
    </button>
  );
}

/** The present post; its panel switches posts, opens the account and signs out. */
function PostMenu({ session: { person, post, posts } }: { session: Session }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const acts = useSessionActs();
  const label = (
    <>
      <span className="post-lines">
        <span className="post-organisation">{post?.organisation_name ?? t('shell.no_post')}</span>
        <span className="post-person">{[person?.name, post?.title].filter(Boolean).join(' · ')}</span>
      </span>
      <DownOutlined aria-hidden="true" />
    </>
  );
  return (
    <DropPanel label={label} className="header-button post-button">
      {(close) => (
        <>
          {posts.length > 1 && (
            <PostList posts={posts} present={post?.id} pick={(id, name) => [close(), acts.switchPost(id, name)]} />
          )}
          <Link to={paths.account} onClick={close}>
            {t('shell.account')}
          </Link>
          {may('key.list') && (
            <Link to={paths.keys} onClick={close}>
              {labels.noun('keys')}
            </Link>
          )}
          <button type="button" onClick={acts.signOut}>
            {t('shell.sign_out')}
          </button>
        </>
      )}
    </DropPanel>
  );
}

function PostList({
  posts,
  present,
  pick,
}: {
  posts: Session['posts'];
  present: string | undefined;
  pick: (id: string, name: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="drop-group">
      <legend>{t('shell.posts')}</legend>
      {posts.map(({ id, title, organisation_name }) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === present}
          onClick={() => pick(id, `${organisation_name} · ${title}`)}
        >
          {organisation_name} · {title}
        </button>
      ))}
    </fieldset>
  );
}

function useSessionActs() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const client = useQueryClient();
  const attempt = async (work: () => Promise<unknown>, done: string, next: string) => {
    try {
      await work();
      await renewSession(client);
      await navigate(next);
      message.success(done);
    } catch (error) {
      message.error(sentenceOf(error, t));
    }
  };
  return {
    switchPost: (id: string, name: string) =>
      void attempt(
        () => read(api.POST('/api/accounts/switch-post', { body: { post: id } })),
        t('shell.post_switched', { post: name }),
        paths.home,
      ),
    signOut: () => void attempt(() => read(api.POST('/api/accounts/sign-out')), t('shell.signed_out'), paths.signIn),
  };
}
