import { App, Button } from 'antd';
import { createElement } from 'react';
import { useTranslation } from 'react-i18next';

/** After an act that can be taken back: a notice with "undo" for ten seconds. `undo` performs the opposite act. */
export function useUndo(): (sentence: string, undo: () => unknown) => void {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  return (sentence, undo) => {
    const key = `undo-${sentence}`;
    const take = () => {
      notification.destroy(key);
      void undo();
    };
    notification.success({
      key,
      title: sentence,
      duration: 10,
      placement: 'bottom',
      role: 'status',
      actions: createElement(Button, { size: 'small', onClick: take }, t('ui.undo')),
    });
  };
}
