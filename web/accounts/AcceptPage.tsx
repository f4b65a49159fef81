import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { api, read } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { renewSession } from '../session.ts';
import { instantLabel } from '../ui/DayText.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { sentenceOf, sentenceOfProblem } from '../ui/sentenceOf.ts';
import { useAct } from '../ui/useAct.ts';
import { FormNotice } from './Field.tsx';
import { NewPassword } from './NewPassword.tsx';

/** An invitation link opens an account, or sets a new password: it works once. */
export function AcceptPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const [params] = useSearchParams();
  const invitation = params.get('invitation') ?? '';
  const found = useQuery({
    queryKey: ['session', 'invitation', invitation],
    queryFn: () => read(api.GET('/api/accounts/invitation', { params: { query: { invitation } } })),
  });
  if (found.isPending) return <Loading />;
  // Once read it stays: after the password is set the link counts as used.
  if (!found.data)
    return (
      <section className="entry">
        <PageHead title={t('accounts.accept')} />
        <div className="entry-form">
          <FormNotice tone="bad">{sentenceOf(found.error, t)}</FormNotice>
          <Link to={paths.signIn}>{t('accounts.to_sign_in')}</Link>
        </div>
      </section>
    );
  const { kind, name, login, expires_at } = found.data;
  const reset = kind === 'reset';
  return (
    <section className="entry">
      <PageHead
        title={t(reset ? 'accounts.reset' : 'accounts.accept')}
        purpose={t(reset ? 'accounts.reset_purpose' : 'accounts.accept_purpose')}
      />
      <dl className="facts entry-facts">
        <dt>{t('accounts.person')}</dt>
        <dd>{name}</dd>
        <dt>{t('accounts.login')}</dt>
        <dd>
          <strong>{login}</strong>
        </dd>
        <dt>{t('accounts.link_until')}</dt>
        <dd>{instantLabel(expires_at, language)}</dd>
      </dl>
      <AcceptForm invitation={invitation} login={login ?? ''} />
    </section>
  );
}

function AcceptForm({ invitation, login }: { invitation: string; login: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const accept = useAct(
    (body: { invitation: string; password: string }) => api.POST('/api/accounts/accept', { body }),
    {
      done: t('accounts.accepted'),
      silent: true,
      after: async () => {
        await renewSession(client);
        await navigate(paths.home, { replace: true });
      },
    },
  );
  const { problem } = accept;
  const sentence = problem ? sentenceOfProblem(problem, t) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password === again) void accept.run({ invitation, password });
  };
  return (
    <form className="entry-form" onSubmit={submit}>
      {problem && problem.field !== 'password' && <FormNotice tone="bad">{sentence}</FormNotice>}
      <input type="hidden" autoComplete="username" value={login} readOnly />
      <NewPassword
        password={password}
        again={again}
        onPassword={setPassword}
        onAgain={setAgain}
        problem={problem?.field === 'password' ? sentence : null}
      />
      <Button type="primary" htmlType="submit" size="large" block loading={accept.busy}>
        {t('accounts.set_password')}
      </Button>
    </form>
  );
}
