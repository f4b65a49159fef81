import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { problemOf } from './api.ts';
import { paths } from './paths.ts';
import { sentenceOf } from './ui/sentenceOf.ts';

/** What a page shows when it fails: what happened, that nothing is lost, and two ways on. */
export function ErrorPage() {
  const { t } = useTranslation();
  const error = useRouteError();
  const { id } = problemOf(error);
  const known = error instanceof Error && 'problem' in error;
  const message = error instanceof Error ? error.message : String(error);
  const outdated = /dynamically imported module|Importing a module script|preload CSS/i.test(message);
  const sentence = outdated ? t('shell.new_version') : known ? sentenceOf(error, t) : t('shell.broken_cure');
  return (
    <div className="error-page">
      <h1>{t('shell.broken')}</h1>
      <p>{sentence}</p>
      {!known && !outdated && <pre>{id ?? message}</pre>}
      <div className="row">
        <Button type="primary" onClick={() => location.reload()}>
          {t('shell.reload')}
        </Button>
        <Button href={paths.home}>{t('shell.back_home')}</Button>
      </div>
    </div>
  );
}
