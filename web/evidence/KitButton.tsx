import { App, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../ui/ActButton.tsx';
import { download } from '../ui/download.ts';
import { sentenceOf } from '../ui/sentenceOf.ts';

/** Everything that is needed to check one's deposits without this system: told before it is fetched. */
export function KitButton() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const fetchKit = async (): Promise<void> => {
    setBusy(true);
    try {
      await download('/api/evidence/kit');
      setOpen(false);
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
        <p>{t('evidence.kit_what')}</p>
        <p>{t('evidence.kit_why')}</p>
        <p className="muted">{t('evidence.kit_care')}</p>
      </Modal>
    </>
  );
}
