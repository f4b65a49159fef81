import { useTranslation } from 'react-i18next';

/** Says that something is coming, after a moment: quick answers do not flicker. */
export function Loading({ title }: { title?: string }) {
  const { t } = useTranslation();
  return (
    <div className="loading" role="status">
      <span className="loading-bar" aria-hidden="true" />
      <span>{title ?? t('ui.loading')}</span>
    </div>
  );
}
