import { App, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { downloadToDisk } from '../ui/download.ts';
import { sentenceOf } from '../ui/sentenceOf.ts';

/**
 * Everything that is needed to check without this system, told before it is fetched: for an organisation its deposits,
 * for the system administrator, who reads none, the whole public register.
 */
export function KitButton() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const isOwn = useMay()('evidence.list');
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const fetchKit = async (): Promise<void> => {
    setBusy(true);
    try {
      await downloadToDisk(`/api/evidence/kit?scope=${isOwn ? 'organisation' : 'installation'}`);
      setOpen(false);
      message.success(t('evidence.kit_started'), 8);
    } catch (error) {
      message.error(sentenceOf(error, t));
    }
    setBusy(false);
  };
  return (
    <>
      <ActButton act="evidence.kit" onClick={() => setOpen(true)}>
        {t('evidence.kit')}
      </ActButton>
      <Modal
        open={open}
        title={t('evidence.kit')}
        okText={t('evidence.kit_fetch')}
        cancelText={t('ui.cancel')}
        confirmLoading={busy}
        onOk={() => void fetchKit()}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <p>{t(isOwn ? 'evidence.kit_what' : 'evidence.kit_all')}</p>
        <p>{t('evidence.kit_why')}</p>
        {isOwn && <p>{t('evidence.kit_care')}</p>}
        <p className="muted">{t('evidence.kit_time')}</p>
      </Modal>
    </>
  );
}
