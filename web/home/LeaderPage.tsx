import { useTranslation } from 'react-i18next';
import { PageHead } from '../ui/PageHead.tsx';

export function LeaderPage() {
  const { t } = useTranslation();
  return <PageHead title={t('home.leader_title')} purpose={t('home.leader_purpose')} />;
}
