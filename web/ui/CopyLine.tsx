import CopyOutlined from '@ant-design/icons/es/icons/CopyOutlined';
import { App, Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** A text to hand on, with a button that copies it. On plain http, where copying is withheld, the text is selected. */
export function CopyLine({ text, name }: { text: string; name: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const line = useRef<HTMLElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      message.success(t('ui.copied'));
    } catch {
      if (line.current) getSelection()?.selectAllChildren(line.current);
      message.info(t('ui.copy_yourself'));
    }
  };
  return (
    <div className="copy-line">
      <code ref={line}>{text}</code>
      <Button icon={<CopyOutlined />} aria-label={t('ui.copy_of', { name })} onClick={() => void copy()}>
        {t('ui.copy')}
      </Button>
    </div>
  );
}
