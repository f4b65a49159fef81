import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../api.ts';
import { PageHead } from './PageHead.tsx';
import { sentenceOf } from './sentenceOf.ts';

/**
 * A read that failed: the sentence with cause and cure, and a way to try again where trying can help. An id that is none
 * was not filled in by anybody: the address is wrong.
 * @param page the name of the page, when the whole page failed: it keeps its heading and title
 */
export function Failed({ error, retry, page }: { error: unknown; retry?: () => void; page?: string }) {
  const { t } = useTranslation();
  const problem = problemOf(error);
  const { status } = problem;
  const isNoAddress = problem.reason === 'invalid' && (problem.field ?? problem.facts?.field) === 'id';
  const again = retry && status !== 403 && status !== 404 && !isNoAddress && (
    <Button size="small" onClick={retry}>
      {t('ui.retry')}
    </Button>
  );
  const alert = (
    <Alert
      type="error"
      showIcon
      title={t('ui.load_failed')}
      description={isNoAddress ? t('ui.no_such_address') : sentenceOf(error, t)}
      action={again}
    />
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
