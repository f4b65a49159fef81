import { useTranslation } from 'react-i18next';
import { PageHead } from '../ui/PageHead.tsx';

export function HomePage() {
  const { t } = useTranslation();
  return <PageHead title={t('home.title')} purpose={t('home.purpose')} />;
}
