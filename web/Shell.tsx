import { Drawer } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { DemoBanner, DemoChooser } from './Demo.tsx';
import { NetworkNotice } from './NetworkNotice.tsx';
import { PhoneBar } from './PhoneBar.tsx';
import { paths } from './paths.ts';
import { ShellHeader } from './ShellHeader.tsx';
import { SideMenu } from './SideMenu.tsx';
import { useSession } from './session.ts';
import { Loading } from './ui/Loading.tsx';
import { useFocusAfterNavigation } from './ui/pageFocus.ts';
import { usePhone } from './ui/usePhone.ts';

/** Not part of the first page: most people have nothing that waits to be sent. */
const OutboxNotice = lazy(async () => ({ default: (await import('./OutboxNotice.tsx')).OutboxNotice }));

/** Everything around a page of a signed-in person. A stranger is sent to sign in and comes back here. */
export function Shell() {
  return (
    <Suspense fallback={<Loading />}>
      <Gate />
    </Suspense>
  );
}

function Gate() {
  const { signed_in, demonstration, totp_needed } = useSession();
  const { pathname, search } = useLocation();
  if (totp_needed && pathname !== paths.account) return <Navigate to={paths.account} replace />;
  if (signed_in) return <Frame />;
  if (demonstration) return <DemoChooser />;
  return <Navigate to={`${paths.signIn}?back=${encodeURIComponent(pathname + search)}`} replace />;
}

function Frame() {
  const { t } = useTranslation();
  const phone = usePhone();
  const [menuOpen, setMenuOpen] = useState(false);
  const { pathname } = useLocation();
  useFocusAfterNavigation(pathname);
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        {t('shell.skip')}
      </a>
      <DemoBanner />
      <ShellHeader {...(phone ? { onMenu: () => setMenuOpen(true) } : {})} />
      <NetworkNotice />
      <Suspense fallback={null}>
        <OutboxNotice />
      </Suspense>
      <div className="shell-body">
        {!phone && (
          <div className="shell-side">
            <SideMenu />
          </div>
        )}
        <main id="main" tabIndex={-1} className="shell-main">
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      {phone && <PhoneBar onMore={() => setMenuOpen(true)} />}
      <Drawer
        open={phone && menuOpen}
        onClose={() => setMenuOpen(false)}
        placement="left"
        size={280}
        title={t('shell.menu')}
      >
        <SideMenu onPick={() => setMenuOpen(false)} />
      </Drawer>
      <ScrollRestoration />
    </div>
  );
}
