import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from './paths.ts';
import { PageHead } from './ui/PageHead.tsx';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHead title={t('shell.not_found')} purpose={t('shell.not_found_cure')} />
      <Link to={paths.home}>{t('shell.back_home')}</Link>
    </>
  );
}
