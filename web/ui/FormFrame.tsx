import { Button, Drawer } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePhone } from './usePhone.ts';

type Props = {
  title: string;
  submit: string;
  busy: boolean;
  danger?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  /** Why it cannot be sent now, as a sentence; the button stays and tells it. */
  reason?: string | null;
  children: ReactNode;
};

/** A form at the side whose values are sealed before anything is sent; ui/FormDrawer sends values as they are. */
export function FormDrawerFrame({
  title,
  submit,
  busy,
  danger = false,
  onSubmit,
  onClose,
  reason = null,
  children,
}: Props) {
  const { t } = useTranslation();
  const phone = usePhone();
  return (
    <Drawer
      open
      title={title}
      size={phone ? '100%' : 600}
      onClose={onClose}
      mask={{ closable: false }}
      footer={
        <div className="form-acts">
          {reason && <span className="muted">{reason}</span>}
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button type="primary" danger={danger} loading={busy} disabled={reason !== null} onClick={onSubmit}>
            {submit}
          </Button>
        </div>
      }
    >
      <div className="stack">{children}</div>
    </Drawer>
  );
}
