import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { paths } from '../paths.ts';
import { CopyLine } from '../ui/CopyLine.tsx';
import { InstantText } from '../ui/DayText.tsx';
import { useAct } from '../ui/useAct.ts';
import './people.css';

type Props = { person: { id: string; name: string; login: string }; onClose: () => void };

/** Issues a one-time link and shows it this once: to copy, or to print as a slip. */
export function InviteWindow({ person, onClose }: Props) {
  const { t } = useTranslation();
  const [link, setLink] = useState<{ invitation: string; expires_at: string } | null>(null);
  const invite = useAct((body: { person: string }, once) => api.POST('/api/accounts/invite', { body, ...once }), {
    quiet: true,
    refresh: ['people'],
    after: setLink,
  });
  const address = link ? `${location.origin}${paths.accept}?invitation=${link.invitation}` : '';
  const issue = (
    <Button key="issue" type="primary" loading={invite.busy} onClick={() => void invite.run({ person: person.id })}>
      {t('people.invite_issue')}
    </Button>
  );
  const print = (
    <Button key="print" type="primary" onClick={() => window.print()}>
      {t('people.invite_print')}
    </Button>
  );
  return (
    <Modal
      open
      title={t('people.invite_title', { name: person.name })}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={[
        <Button key="close" onClick={onClose}>
          {t('ui.close')}
        </Button>,
        link ? print : issue,
      ]}
    >
      {link ? (
        <div className="invitation-slip">
          <h2 className="slip-title">{t('people.slip_title')}</h2>
          <p>{t('people.slip_text', { name: person.name })}</p>
          <dl className="facts">
            <dt>{t('people.name')}</dt>
            <dd>{person.name}</dd>
            <dt>{t('people.login')}</dt>
            <dd>
              <strong>{person.login}</strong>
            </dd>
            <dt>{t('people.invite_until')}</dt>
            <dd>
              <InstantText at={link.expires_at} />
            </dd>
          </dl>
          <CopyLine text={address} name={person.name} />
          <p className="muted">{t('people.invite_once')}</p>
        </div>
      ) : (
        <p>{t('people.invite_why')}</p>
      )}
    </Modal>
  );
}
