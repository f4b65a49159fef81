import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { api } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { useMay, useSession } from '../session.ts';
import { dayLabel, todayInChina } from '../ui/DayText.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { AdministratorHome } from './AdministratorHome.tsx';
import { ChangeList } from './ChangeList.tsx';
import { homeQuery } from './home.ts';
import { ProgrammeCards } from './ProgrammeCards.tsx';
import { ThingCards } from './ThingCards.tsx';
import './home.css';

// For firms and who serves them alone: the first page of others does not carry them.
const FirmStart = lazy(async () => ({ default: (await import('./FirmStart.tsx')).FirmStart }));
const ServedFirms = lazy(async () => ({ default: (await import('./ServedFirms.tsx')).ServedFirms }));

/** Firms and stations that take part in no programme are not told so. */
const inProgrammes = (kind: string | undefined, total: number): boolean =>
  total > 0 || (kind !== 'enterprise' && kind !== 'station');

/** What a person sees first: at most three things to do, what changed since the last visit, the own programmes. */
export function HomePage() {
  const may = useMay();
  // Without a post there is nothing to do yet: a firm that asked to join waits for its answer.
  if (useSession().roles.length === 0) return <Navigate to={paths.joinState} replace />;
  return may('home.show') ? <BusinessHome /> : <AdministratorHome />;
}

/** The changes count as seen when the page has been open for a while, not when it merely flashed by. */
const seenAfter = 20_000;

function BusinessHome() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { person, post } = useSession();
  const home = useQuery(homeQuery);
  const { data } = home;
  const loaded = data !== undefined;
  useEffect(() => {
    if (!loaded) return;
    // When it does not arrive, the same changes simply show again next time.
    const timer = setTimeout(() => void api.POST('/api/home/visit').catch(() => undefined), seenAfter);
    return () => clearTimeout(timer);
  }, [loaded]);
  const purpose = `${t('home.greeting', { name: person?.name ?? '' })} · ${dayLabel(data?.today ?? todayInChina(), language)}`;
  return (
    <>
      <PageHead title={t('home.title')} purpose={purpose} />
      {home.error && !data ? <Failed error={home.error} retry={() => void home.refetch()} /> : null}
      {!data && !home.error && <Loading />}
      {data && (
        <div className="home">
          {data.firm && (
            <Suspense fallback={null}>
              <FirmStart firm={data.firm} />
            </Suspense>
          )}
          <ThingCards things={data.things} total={data.things_total} programmes={data.programmes_total} />
          <Suspense fallback={null}>{data.served && <ServedFirms served={data.served} />}</Suspense>
          {inProgrammes(post?.organisation_kind, data.programmes_total) && (
            <>
              <ChangeList changes={data.changes} />
              <ProgrammeCards programmes={data.programmes} total={data.programmes_total} today={data.today} />
            </>
          )}
        </div>
      )}
    </>
  );
}
