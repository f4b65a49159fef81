import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { renewSession } from '../session.ts';
import { CopyLine } from '../ui/CopyLine.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { FormNotice } from './Field.tsx';

export type Invited = { readonly name: string; readonly role: string; readonly token: string };

/** The end of the set-up: a link for each of the others, shown this once. */
export function InvitationList({ invited }: { invited: readonly Invited[] }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const client = useQueryClient();
  const navigate = useNavigate();
  const enter = async () => {
    await renewSession(client);
    await navigate(paths.account, { replace: true });
  };
  return (
    <>
      <PageHead title={t('accounts.set_up_done')} purpose={t('accounts.links_purpose')} />
      <div className="entry-form">
        <FormNotice tone="warn">{t('accounts.links_once')}</FormNotice>
        {invited.map(({ name, role, token }) => (
          <div key={token} className="link-card">
            <div>
              <strong>{name}</strong> <span className="muted">{labels.role(role)}</span>
            </div>
            <CopyLine text={`${location.origin}${paths.accept}?invitation=${token}`} name={name} />
          </div>
        ))}
        <div className="entry-acts">
          <Button size="large" onClick={() => print()}>
            {t('accounts.print')}
          </Button>
          <Button type="primary" size="large" onClick={() => void enter()}>
            {t('accounts.enter')}
          </Button>
        </div>
      </div>
    </>
  );
}
