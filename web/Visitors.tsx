import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { NetworkNotice } from './NetworkNotice.tsx';
import { Brand, LanguageButton } from './ShellHeader.tsx';
import { Loading } from './ui/Loading.tsx';

const KeptNotice = lazy(async () => ({ default: (await import('./KeptNotice.tsx')).KeptNotice }));

/** Around the pages before sign-in: product name and language, no menu. */
export function Visitors() {
  const { t } = useTranslation();
  return (
    <div className="shell visitors">
      <a className="skip-link" href="#main">
        {t('shell.skip')}
      </a>
      <header className="shell-header">
        <Brand />
        <div className="header-space" />
        <LanguageButton />
      </header>
      <NetworkNotice />
      <Suspense fallback={null}>
        <KeptNotice />
      </Suspense>
      <main id="main" tabIndex={-1} className="visitors-main">
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}
