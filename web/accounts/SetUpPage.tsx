import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { api, read } from '../api.ts';
import { paths } from '../paths.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { sentenceOf, sentenceOfProblem } from '../ui/sentenceOf.ts';
import { useAct } from '../ui/useAct.ts';
import { FormNotice } from './Field.tsx';
import { InvitationList, type Invited } from './InvitationList.tsx';
import { OrganisationStep, OthersStep, SecurityStep } from './SetUpSteps.tsx';
import { nothing, others, type SetUp, sameLogin, stepOf } from './setup.ts';

/** The first page of an installation, by its one-time link: organisation, administrators, officer; then their invitations. */
export function SetUpPage() {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const token = params.get('token') ?? '';
  const [invited, setInvited] = useState<readonly Invited[] | null>(null);
  const link = useQuery({
    queryKey: ['session', 'set-up', token],
    queryFn: () => read(api.GET('/api/accounts/invitation', { params: { query: { invitation: token } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (link.isPending) return <Loading />;
  if (link.error && !invited)
    return (
      <section className="entry">
        <PageHead title={t('accounts.set_up')} />
        <div className="entry-form">
          <FormNotice tone="bad">{sentenceOf(link.error, t)}</FormNotice>
          <p className="muted">{t('accounts.set_up_again')}</p>
          <Link to={paths.signIn}>{t('accounts.to_sign_in')}</Link>
        </div>
      </section>
    );
  return (
    <section className="entry entry-wide">
      {invited ? <InvitationList invited={invited} /> : <SetUpForm token={token} onDone={setInvited} />}
    </section>
  );
}

function SetUpForm({ token, onDone }: { token: string; onDone: (invited: readonly Invited[]) => void }) {
  const { t } = useTranslation();
  const [step, setStep] = useState(0);
  const [form, setForm] = useState<SetUp>(nothing);
  const [missing, setMissing] = useState<string | null>(null);
  const act = useAct(() => api.POST('/api/accounts/set-up', { body: bodyOf(token, form) }), {
    quiet: true,
    silent: true,
  });
  const change = (part: Partial<SetUp>) => setForm((before) => ({ ...before, ...part }));
  const finish = async () => {
    const done = await act.run(undefined);
    if (done) onDone(done.invitations);
  };
  const next = (event: FormEvent) => {
    event.preventDefault();
    const twice = step === 2 ? sameLogin(form) : null;
    const lacks =
      step === 0 && form.division_code === ''
        ? t('accounts.place_needed')
        : twice
          ? t('accounts.login_twice', { login: twice })
          : null;
    setMissing(lacks);
    if (lacks || (step === 1 && form.security.password !== form.security.again)) return;
    if (step < 2) setStep(step + 1);
    else void finish();
  };
  const { problem } = act;
  const at = problem ? stepOf(problem.field, problem.facts, form) : null;
  const titles = [t('accounts.step_organisation'), t('accounts.step_security'), t('accounts.step_others')];
  const parts = [
    <OrganisationStep key="organisation" token={token} form={form} change={change} />,
    <SecurityStep key="security" form={form} change={change} />,
    <OthersStep key="others" form={form} change={change} />,
  ];
  return (
    <>
      <PageHead title={t('accounts.set_up')} purpose={t('accounts.set_up_purpose')} />
      <ol className="steps">
        {titles.map((title, index) => (
          <li key={title} {...(index === step ? { 'aria-current': 'step' as const } : {})}>
            {title}
          </li>
        ))}
      </ol>
      <form className="entry-form" onSubmit={next}>
        {missing && <FormNotice tone="bad">{missing}</FormNotice>}
        {problem && !missing && (
          <FormNotice tone="bad">
            {sentenceOfProblem(problem, t)}
            {at !== null && at !== step && (
              <button type="button" className="link-button" onClick={() => setStep(at)}>
                {t('accounts.back_to', { step: titles[at] })}
              </button>
            )}
          </FormNotice>
        )}
        {parts[step]}
        <div className="entry-acts">
          {step > 0 && (
            <Button size="large" onClick={() => setStep(step - 1)}>
              {t('accounts.previous')}
            </Button>
          )}
          <Button type="primary" size="large" htmlType="submit" loading={act.busy}>
            {step < 2 ? t('accounts.next') : t('accounts.finish')}
          </Button>
        </div>
      </form>
    </>
  );
}

function bodyOf(setup_token: string, form: SetUp) {
  const person = ({ name, login }: { name: string; login: string }) => ({ name: name.trim(), login: login.trim() });
  const [system, audit, officer] = others.map((role) => person(form[role]));
  const nobody = person({ name: '', login: '' });
  return {
    setup_token,
    division_code: form.division_code,
    organisation_name: form.organisation_name.trim(),
    security: { ...person(form.security), password: form.security.password },
    ...{ system: system ?? nobody, audit: audit ?? nobody, officer: officer ?? nobody },
  };
}
