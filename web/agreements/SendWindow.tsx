import { Button, Modal } from 'antd';
import { toString as drawQr } from 'qrcode';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { CopyLine } from '../ui/CopyLine.tsx';
import { InstantText } from '../ui/DayText.tsx';
import { useAct } from '../ui/useAct.ts';
import { type Agreement, stale } from './agreements.ts';
import { agreementTexts } from './texts.ts';

type Slip = { address: string; qr: string; code: string; expires_at: string };

/** Freezes the text, and shows link and code this once: the link as QR, the code to be told another way. */
export function SendWindow({ agreement, onClose }: { agreement: Agreement; onClose: () => void }) {
  const { t: common } = useTranslation();
  const t = useTexts(agreementTexts);
  const [slip, setSlip] = useState<Slip | null>(null);
  const send = useAct(
    (body: { version: number }, once) =>
      api.POST('/api/agreements/{id}/send', { params: { path: { id: agreement.id } }, body, ...once }),
    {
      quiet: true,
      refresh: stale,
      after: async ({ token, code, expires_at }) => {
        const address = `${location.origin}${paths.sign}#${token}`;
        const drawn = await drawQr(address, { type: 'svg', margin: 1 });
        setSlip({ address, code, expires_at, qr: `data:image/svg+xml,${encodeURIComponent(drawn)}` });
      },
    },
  );
  return (
    <Modal
      open
      title={t('send_title', { number: agreement.number })}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={[
        slip ? (
          <Button key="done" type="primary" onClick={onClose}>
            {t('done')}
          </Button>
        ) : (
          <Button
            key="send"
            type="primary"
            loading={send.busy}
            onClick={() => void send.run({ version: agreement.version })}
          >
            {t('send')}
          </Button>
        ),
        ...(slip
          ? []
          : [
              <Button key="cancel" onClick={onClose}>
                {common('ui.cancel')}
              </Button>,
            ]),
      ]}
    >
      <p>{t('send_why')}</p>
      {slip && (
        <div className="stack">
          <div className="send-slip">
            <img src={slip.qr} alt={t('qr')} />
          </div>
          <CopyLine text={slip.address} name={t('link')} />
          <div className="send-slip">
            <div id="sign-code">{t('code')}</div>
            <output className="send-code" aria-labelledby="sign-code">
              {slip.code}
            </output>
            <p className="muted">{t('code_why')}</p>
          </div>
          <p>
            {t('until')} <InstantText at={slip.expires_at} />
          </p>
        </div>
      )}
    </Modal>
  );
}
