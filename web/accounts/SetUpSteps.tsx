import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { roles } from '#domain/glossary.ts';
import { api, read } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { Field, FormNotice } from './Field.tsx';
import { NewPassword } from './NewPassword.tsx';
import { type Other, others, type SetUp } from './setup.ts';

type Props = { form: SetUp; change: (part: Partial<SetUp>) => void };

/** Where the installation stands: the division by part of its name, and the organisation that leads. */
export function OrganisationStep({ token, form, change }: Props & { token: string }) {
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const found = useQuery({
    queryKey: ['session', 'places', token, q],
    queryFn: () => read(api.GET('/api/accounts/places', { params: { query: { setup_token: token, q } } })),
    enabled: q.trim() !== '',
    placeholderData: keepPreviousData,
  });
  const rows = q.trim() === '' ? [] : (found.data?.rows ?? []);
  const total = q.trim() === '' ? 0 : (found.data?.total ?? 0);
  return (
    <>
      <Field
        label={t('accounts.place_search')}
        hint={t('accounts.place_hint')}
        value={q}
        onText={setQ}
        maxLength={50}
      />
      {found.error && <FormNotice tone="bad">{sentenceOf(found.error, t)}</FormNotice>}
      {rows.length > 0 && (
        <ul className="place-list" aria-label={t('accounts.places')}>
          {rows.map(({ code, name, above }) => (
            <li key={code}>
              <label>
                <input
                  type="radio"
                  name="place"
                  checked={code === form.division_code}
                  onChange={() => change({ division_code: code, division_name: `${above}${name}` })}
                />
                <span>
                  {name} <span className="muted">{above}</span>
                </span>
              </label>
            </li>
          ))}
        </ul>
      )}
      {q.trim() !== '' && !found.isPending && (
        <p className="field-hint" role="status">
          {total > rows.length
            ? t('accounts.places_more', { total, shown: rows.length })
            : t('accounts.places_total', { total })}
        </p>
      )}
      {form.division_code !== '' && (
        <FormNotice tone="good">
          {t('accounts.place_chosen', { place: form.division_name, code: form.division_code })}
        </FormNotice>
      )}
      <Field
        label={t('accounts.organisation_name')}
        hint={t('accounts.organisation_hint')}
        value={form.organisation_name}
        onText={(organisation_name) => change({ organisation_name })}
        autoComplete="organization"
        maxLength={300}
        pattern=".*\S.*"
        required
      />
    </>
  );
}

/** The security administrator: the one who fills this in and is signed in at the end. */
export function SecurityStep({ form, change }: Props) {
  const { t } = useTranslation();
  const { security } = form;
  const set = (part: Partial<SetUp['security']>) => change({ security: { ...security, ...part } });
  return (
    <>
      <p>{t('accounts.security_why')}</p>
      <NameAndLogin person={security} set={set} own />
      <NewPassword
        password={security.password}
        again={security.again}
        onPassword={(password) => set({ password })}
        onAgain={(again) => set({ again })}
      />
    </>
  );
}

/** The two other administrators and the officer: each gets an invitation. */
export function OthersStep({ form, change }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const terms: Record<Other, { name: string; why: string }> = {
    system: { name: roles.system_administrator[language], why: t('accounts.system_why') },
    audit: { name: roles.audit_administrator[language], why: t('accounts.audit_why') },
    officer: { name: roles.programme_officer[language], why: t('accounts.officer_why') },
  };
  return (
    <>
      <p>{t('accounts.others_why')}</p>
      {others.map((role) => (
        <fieldset key={role} className="role-block">
          <legend>{terms[role].name}</legend>
          <p>{terms[role].why}</p>
          <NameAndLogin person={form[role]} set={(part) => change({ [role]: { ...form[role], ...part } })} />
        </fieldset>
      ))}
    </>
  );
}

type Person = { readonly name: string; readonly login: string };

function NameAndLogin({ person, set, own }: { person: Person; set: (part: Partial<Person>) => void; own?: true }) {
  const { t } = useTranslation();
  return (
    <div className="field-pair">
      <Field
        label={t('accounts.name')}
        value={person.name}
        onText={(name) => set({ name })}
        autoComplete={own ? 'name' : 'off'}
        maxLength={300}
        pattern=".*\S.*"
        required
      />
      <Field
        label={t('accounts.login')}
        value={person.login}
        onText={(login) => set({ login })}
        autoComplete={own ? 'username' : 'off'}
        autoCapitalize="none"
        spellCheck={false}
        minLength={2}
        maxLength={60}
        pattern="[\p{L}\p{N}._@\-]+"
        title={t('accounts.login_hint')}
        required
      />
    </div>
  );
}
