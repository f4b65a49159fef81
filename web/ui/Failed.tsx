import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../api.ts';
import { PageHead } from './PageHead.tsx';
import { sentenceOf } from './sentenceOf.ts';

/**
 * A read that failed: the sentence with cause and cure, and a way to try again where trying can help.
 * @param page the name of the page, when the whole page failed: it keeps its heading and title
 */
export function Failed({ error, retry, page }: { error: unknown; retry?: () => void; page?: string }) {
  const { t } = useTranslation();
  const { status } = problemOf(error);
  const again = retry && status !== 403 && status !== 404 && (
    <Button size="small" onClick={retry}>
      {t('ui.retry')}
    </Button>
  );
  const alert = (
    <Alert type="error" showIcon title={t('ui.load_failed')} description={sentenceOf(error, t)} action={again} />
  );
  return page === undefined ? (
    alert
  ) : (
    <>
      <PageHead title={page} />
      {alert}
    </>
  );
}
