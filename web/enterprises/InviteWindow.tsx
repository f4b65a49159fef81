import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { CopyLine } from '../ui/CopyLine.tsx';
import { instantLabel } from '../ui/DayText.tsx';
import { useAct } from '../ui/useAct.ts';
import type { Enterprise } from './enterprises.ts';
import { texts } from './texts.ts';

/** Makes the one-time link of a firm and shows it this once. */
export function InviteWindow({ firm, onClose }: { firm: Enterprise; onClose: () => void }) {
  const tx = useTexts(texts);
  const language = useLanguage();
  const [made, setMade] = useState<{ invitation: string; expires_at: string } | null>(null);
  const invite = useAct((id: string) => api.POST('/api/enterprises/{id}/invite', { params: { path: { id } } }), {
    quiet: true,
    refresh: ['enterprises'],
    after: setMade,
  });
  return (
    <Modal
      open
      title={tx('invite_title', { name: firm.name })}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={[
        <Button key="close" onClick={onClose}>
          {tx('close')}
        </Button>,
        ...(made
          ? []
          : [
              <Button key="make" type="primary" loading={invite.busy} onClick={() => void invite.run(firm.id)}>
                {tx('invite_make')}
              </Button>,
            ]),
      ]}
    >
      <div className="stack">
        <p>{tx('invite_intro')}</p>
        {made && (
          <div role="status">
            <CopyLine
              text={`${location.origin}${paths.joinFirm}?invitation=${made.invitation}`}
              name={tx('invite_link')}
            />
            <p className="muted">{tx('invite_until', { at: instantLabel(made.expires_at, language) })}</p>
          </div>
        )}
      </div>
    </Modal>
  );
}
