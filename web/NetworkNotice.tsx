import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { serverAnswers, watchServer } from './api.ts';

/** Says that the network or the server is away, as long as it is, with a way to try again. */
export function NetworkNotice() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const online = useSyncExternalStore(watchNetwork, () => navigator.onLine);
  const answers = useSyncExternalStore(watchServer, serverAnswers);
  if (online && answers) return null;
  const retry = (
    <Button size="small" onClick={() => void client.invalidateQueries()}>
      {t('shell.retry')}
    </Button>
  );
  return (
    <Alert
      banner
      role="status"
      type="warning"
      title={online ? t('shell.no_server') : t('shell.offline')}
      action={retry}
    />
  );
}

function watchNetwork(changed: () => void): () => void {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
}
