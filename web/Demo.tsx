import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, read } from './api.ts';
import { useLanguage } from './i18n/labels.ts';
import { paths } from './paths.ts';
import { Brand, LanguageButton } from './ShellHeader.tsx';
import { renewSession, useSession } from './session.ts';
import { Failed } from './ui/Failed.tsx';
import { Loading } from './ui/Loading.tsx';
import { PageHead } from './ui/PageHead.tsx';
import { useAct } from './ui/useAct.ts';
import { usePhone } from './ui/usePhone.ts';

const usePeople = (wanted: boolean) =>
  useQuery({
    queryKey: ['session', 'demonstration'],
    queryFn: () => read(api.GET('/api/accounts/demonstration')),
    enabled: wanted,
    staleTime: 600_000,
  });

function useEnter() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useAct((person: string) => api.POST('/api/accounts/enter', { body: { person } }), {
    quiet: true,
    after: async () => {
      await renewSession(client);
      await navigate(paths.home);
    },
  });
}

/** Says that everything is invented, and changes the person. Only the server decides that this is a demonstration. */
export function DemoBanner() {
  const { t } = useTranslation();
  const language = useLanguage();
  const phone = usePhone();
  const { demonstration, person } = useSession();
  const { data } = usePeople(demonstration);
  const enter = useEnter();
  if (!demonstration) return null;
  return (
    <aside className="demo-banner">
      <span>{phone ? t('shell.demo_short') : t('shell.demo')}</span>
      <label>
        <span className={phone ? 'hidden-words' : ''}>{t('shell.demo_as')}</span>
        <select value={person?.id ?? ''} disabled={enter.busy} onChange={({ target }) => void enter.run(target.value)}>
          {!person && <option value="">{t('shell.demo_choose')}</option>}
          {data?.people.map(({ id, name, label_zh, label_en, organisation_name }) => (
            <option key={id} value={id}>
              {language === 'zh' ? label_zh : label_en} · {name} · {organisation_name}
            </option>
          ))}
        </select>
      </label>
    </aside>
  );
}

/** The first page of the demonstration: whom to be. Stands in for signing in. */
export function DemoChooser() {
  const { t } = useTranslation();
  const language = useLanguage();
  const people = usePeople(true);
  const enter = useEnter();
  return (
    <div className="shell visitors">
      <header className="shell-header">
        <Brand />
        <div className="header-space" />
        <LanguageButton />
      </header>
      <main className="demo-chooser">
        <PageHead title={t('shell.demo_title')} purpose={`${t('shell.demo')}${t('shell.demo_why')}`} />
        {people.error ? (
          <Failed error={people.error} retry={() => void people.refetch()} />
        ) : people.data ? null : (
          <Loading />
        )}
        <ul className="people-cards">
          {people.data?.people.map(({ id, name, label_zh, label_en, organisation_name }) => (
            <li key={id}>
              <button type="button" className="person-card" disabled={enter.busy} onClick={() => void enter.run(id)}>
                <strong>{language === 'zh' ? label_zh : label_en}</strong>
                <span>{organisation_name}</span>
                <span className="muted">{name}</span>
              </button>
            </li>
          ))}
        </ul>
      </main>
    </div>
  );
}
