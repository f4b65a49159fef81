import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { renewSession, useSession } from '../session.ts';
import { CopyLine } from '../ui/CopyLine.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { sentenceOfProblem } from '../ui/sentenceOf.ts';
import { useAct } from '../ui/useAct.ts';
import { Field, FormNotice } from './Field.tsx';

type Enrolment = { secret: string; uri: string; qr_svg: string };

/** One-time codes: scan or type the key, then prove it with one code. The three administrators must have them. */
export function TotpCard() {
  const { t } = useTranslation();
  const { totp, totp_needed } = useSession();
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const enrol = useAct(() => api.POST('/api/accounts/enrol-totp'), { quiet: true, after: setEnrolment });
  return (
    <section className="card" aria-labelledby="account-totp">
      <h2 id="account-totp" className="row">
        {t('accounts.totp')}
        <Tag tone={totp ? 'good' : totp_needed ? 'bad' : 'plain'}>
          {t(totp ? 'accounts.totp_on' : 'accounts.totp_off')}
        </Tag>
      </h2>
      {totp ? (
        <p className="muted">{t('accounts.totp_change')}</p>
      ) : (
        <div className="stack">
          {totp_needed && <FormNotice tone="warn">{t('accounts.totp_forced')}</FormNotice>}
          <p className="muted">{t('accounts.totp_what')}</p>
          {enrolment ? (
            <Steps enrolment={enrolment} />
          ) : (
            <div>
              <Button
                type={totp_needed ? 'primary' : 'default'}
                loading={enrol.busy}
                onClick={() => void enrol.run(undefined)}
              >
                {t('accounts.totp_start')}
              </Button>
            </div>
          )}
        </div>
      )}
    </section>
  );
}

function Steps({ enrolment: { secret, qr_svg } }: { enrolment: Enrolment }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [code, setCode] = useState('');
  const confirm = useAct((body: { code: string }) => api.POST('/api/accounts/confirm-totp', { body }), {
    done: t('accounts.totp_done'),
    silent: true,
    after: () => renewSession(client),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void confirm.run({ code });
  };
  const { problem } = confirm;
  return (
    <div className="totp-steps">
      <img className="qr" alt={t('accounts.totp_qr')} src={`data:image/svg+xml;utf8,${encodeURIComponent(qr_svg)}`} />
      <div className="entry-form">
        <div>
          <h3>{t('accounts.totp_scan')}</h3>
          <p className="muted">{t('accounts.totp_scan_how')}</p>
          <CopyLine text={secret.replaceAll(/(.{4})(?=.)/g, '$1 ')} name={t('accounts.totp_key')} />
        </div>
        <form className="entry-form password-form" onSubmit={submit}>
          <h3>{t('accounts.totp_prove')}</h3>
          <Field
            label={t('accounts.code')}
            problem={problem ? sentenceOfProblem(problem, t) : null}
            value={code}
            onText={(text) => setCode(text.replaceAll(/\D/g, '').slice(0, 6))}
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="[0-9]{6}"
            required
          />
          <div>
            <Button type="primary" htmlType="submit" loading={confirm.busy}>
              {t('accounts.totp_confirm')}
            </Button>
          </div>
        </form>
      </div>
    </div>
  );
}
