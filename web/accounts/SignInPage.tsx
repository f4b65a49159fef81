import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { api } from '../api.ts';
import { paths, safeBack } from '../paths.ts';
import { renewSession, useSession } from '../session.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { sentenceOfProblem } from '../ui/sentenceOf.ts';
import { useAct } from '../ui/useAct.ts';
import { Field, FormNotice } from './Field.tsx';

/** Login and password, then the one-time code where the account has one. Leads back to where the person wanted to go. */
export function SignInPage() {
  const { t } = useTranslation();
  const session = useSession();
  const [params] = useSearchParams();
  const back = safeBack(params.get('back'));
  if (session.signed_in) return <Navigate to={back} replace />;
  return (
    <>
      <section className="entry">
        <PageHead title={t('accounts.sign_in')} purpose={t('accounts.sign_in_purpose')} />
        <SignInForm back={back} />
      </section>
      {session.demonstration && (
        <p className="entry-aside">
          <Link to={paths.home}>{t('accounts.demo_enter')}</Link>
        </p>
      )}
      <p className="entry-aside">{t('accounts.no_account')}</p>
      <p className="entry-aside">
        <Link to={paths.registerFirm}>{t('accounts.register_firm')}</Link>
      </p>
      <p className="entry-aside">
        <Link to={paths.monitor}>{t('shell.monitor')}</Link> · <a href={paths.verify}>{t('accounts.check_proof')}</a>
      </p>
    </>
  );
}

function SignInForm({ back }: { back: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const codeBox = useRef<HTMLDivElement>(null);
  const signIn = useAct(
    (body: { login: string; password: string; code?: string }) => api.POST('/api/accounts/sign-in', { body }),
    {
      quiet: true,
      silent: true,
      after: async () => {
        await renewSession(client);
        await navigate(back, { replace: true });
      },
    },
  );
  const { problem } = signIn;
  const asksCode = problem?.reason === 'totp_needed' || problem?.reason === 'totp_wrong';
  useEffect(() => {
    if (asksCode) setCode('');
  }, [asksCode]);
  const shown = code !== null;
  useEffect(() => {
    if (shown) codeBox.current?.querySelector('input')?.focus();
  }, [shown]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void signIn.run({ login: login.trim(), password, ...(code ? { code } : {}) });
  };
  const atCode = problem?.reason === 'totp_wrong' ? sentenceOfProblem(problem, t) : null;
  return (
    <form className="entry-form" onSubmit={submit}>
      {problem && !asksCode && <FormNotice tone="bad">{sentenceOfProblem(problem, t)}</FormNotice>}
      <Field
        label={t('accounts.login')}
        value={login}
        onText={setLogin}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={60}
        required
      />
      <Field
        label={t('accounts.password')}
        type="password"
        value={password}
        onText={setPassword}
        autoComplete="current-password"
        maxLength={200}
        required
      />
      {shown && (
        <div ref={codeBox}>
          <Field
            label={t('accounts.code')}
            hint={t('accounts.code_hint')}
            problem={atCode}
            value={code}
            onText={(text) => setCode(text.replaceAll(/\D/g, '').slice(0, 6))}
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="[0-9]{6}"
            required
          />
        </div>
      )}
      <Button type="primary" htmlType="submit" size="large" block loading={signIn.busy}>
        {t('accounts.sign_in')}
      </Button>
    </form>
  );
}
