import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from './sentenceOf.ts';

/** A read that failed: the sentence with cause and cure, and a way to try again. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  const again = retry && (
    <Button size="small" onClick={retry}>
      {t('ui.retry')}
    </Button>
  );
  return <Alert type="error" showIcon title={t('ui.load_failed')} description={sentenceOf(error, t)} action={again} />;
}
