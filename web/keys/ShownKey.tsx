import { Alert, Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { CopyLine } from '../ui/CopyLine.tsx';
import { depositCommand, saveCommand } from './keys.ts';

export type Shown = { readonly id: string; readonly name: string; readonly key: string };

/** The text of a new key, this once, and what the engineer does with it. */
export function ShownKey({ shown: { name, key }, onClose }: { shown: Shown; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      title={t('keys.shown_title', { name })}
      width={640}
      onCancel={onClose}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('keys.shown_saved')}
        </Button>
      }
    >
      <div className="stack">
        <Alert type="warning" showIcon title={t('keys.shown_once')} />
        <CopyLine text={key} name={t('keys.text')} />
        <ol className="key-steps">
          <li>
            {t('keys.step_save')}
            <CopyLine text={saveCommand} name={t('keys.command_save')} />
          </li>
          <li>
            {t('keys.step_deposit')}
            <CopyLine text={depositCommand(location.origin, t('keys.folder'))} name={t('keys.command_deposit')} />
          </li>
          <li>
            {t('keys.step_watch')}
            <CopyLine
              text={depositCommand(location.origin, `--watch ${t('keys.folder')}`)}
              name={t('keys.command_watch')}
            />
          </li>
        </ol>
        <p className="muted">{t('keys.shown_lost')}</p>
      </div>
    </Modal>
  );
}
