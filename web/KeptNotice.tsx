import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useOutbox } from './offline.ts';

/** Before sign-in: what was recorded here is kept, and goes when its person signs in. */
export function KeptNotice() {
  const { t } = useTranslation();
  const count = useOutbox().length;
  return count === 0 ? null : <Alert banner role="status" type="info" title={t('outbox.kept', { count })} />;
}
