import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { type FormParts, useFormParts } from './FormModal.tsx';
import { usePhone } from './usePhone.ts';

/** A longer form at the side, with the page still in sight; the whole screen on a phone. */
export function FormDrawer<V extends object, T>(props: FormParts<V, T> & { width?: number }) {
  const { open, title, onClose, danger, submitLabel, act, width = 560 } = props;
  const { t } = useTranslation();
  const phone = usePhone();
  const form = useFormParts(props);
  return (
    <Drawer
      open={open}
      title={title}
      size={phone ? '100%' : width}
      onClose={onClose}
      destroyOnHidden
      mask={{ closable: false }}
      footer={
        <div className="form-acts">
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button type="primary" danger={danger === true} loading={act.busy} onClick={form.submit}>
            {submitLabel ?? t('ui.save')}
          </Button>
        </div>
      }
    >
      {form.body}
    </Drawer>
  );
}
