import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { sentenceOfProblem } from '../ui/sentenceOf.ts';
import { useAct } from '../ui/useAct.ts';
import { Field, FormNotice } from './Field.tsx';
import { NewPassword } from './NewPassword.tsx';

/** A new password with the old one; every other session ends. */
export function PasswordCard() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <section className="card" aria-labelledby="account-password">
      <h2 id="account-password">{t('accounts.password')}</h2>
      <p className="muted">{t('accounts.password_change_why')}</p>
      {open ? (
        <PasswordForm close={() => setOpen(false)} />
      ) : (
        <Button onClick={() => setOpen(true)}>{t('accounts.password_change')}</Button>
      )}
    </section>
  );
}

function PasswordForm({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const change = useAct(
    (body: { current: string; password: string }) => api.POST('/api/accounts/change-password', { body }),
    { done: t('accounts.password_changed'), refresh: ['sessions'], silent: true, after: close },
  );
  const { problem } = change;
  const sentence = problem ? sentenceOfProblem(problem, t) : null;
  const at = (field: string) => (problem?.field === field ? sentence : null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password === again) void change.run({ current, password });
  };
  return (
    <form className="entry-form password-form" onSubmit={submit}>
      {problem && problem.field !== 'current' && problem.field !== 'password' && (
        <FormNotice tone="bad">{sentence}</FormNotice>
      )}
      <Field
        label={t('accounts.password_now')}
        problem={at('current')}
        type="password"
        value={current}
        onText={setCurrent}
        autoComplete="current-password"
        maxLength={200}
        required
      />
      <NewPassword
        password={password}
        again={again}
        onPassword={setPassword}
        onAgain={setAgain}
        problem={at('password')}
      />
      <div className="row">
        <Button type="primary" htmlType="submit" loading={change.busy}>
          {t('accounts.password_change')}
        </Button>
        <Button onClick={close}>{t('ui.cancel')}</Button>
      </div>
    </form>
  );
}
