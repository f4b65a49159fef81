import { useTranslation } from 'react-i18next';
import { useSession } from '../session.ts';
import type { Task } from './tasks.ts';

/** Why the lead office's acts are not possible here; null when they are. */
export function useOffice(task: Pick<Task, 'lead_office' | 'lead_office_name' | 'programme_state'>): string | null {
  const { t } = useTranslation();
  const { post } = useSession();
  if (post?.organisation !== task.lead_office)
    return t('tasks.only_lead_office', { name: task.lead_office_name ?? '' });
  return task.programme_state === 'running' ? null : t('tasks.programme_closed');
}
