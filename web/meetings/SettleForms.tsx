import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { FormModal } from '../ui/FormModal.tsx';
import { ReasonModal } from '../ui/ReasonModal.tsx';
import { useAct } from '../ui/useAct.ts';
import { type Meeting, stale } from './meetings.ts';

type Form = { meeting: Meeting; onClose: () => void };

export function FinaliseForm({ meeting, onClose }: Form) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { id, version, resolved } = meeting;
  const tasks = resolved.filter(({ unit, organisation }) => unit !== null || organisation !== null).length;
  const act = useAct(
    (_: object, once) =>
      api.POST('/api/meetings/{id}/finalise', { params: { path: { id } }, body: { version }, ...once }),
    {
      silent: true,
      refresh: stale,
      done: ({ tasks: made }) =>
        made.length > 0 ? t('meetings.finalised', { count: made.length }) : t('meetings.finalised_alone'),
    },
  );
  return (
    <FormModal<object, unknown>
      open
      onClose={onClose}
      title={t('meetings.finalise_title')}
      submitLabel={labels.verb('finalise')}
      act={act}
    >
      <Alert
        type="warning"
        showIcon
        title={tasks > 0 ? t('meetings.finalise_why', { count: tasks }) : t('meetings.finalise_why_alone')}
      />
    </FormModal>
  );
}

export function CancelForm({ meeting: { id, version, title }, onClose }: Form) {
  const { t } = useTranslation();
  const act = useAct(
    ({ reason }: { reason: string }, once) =>
      api.POST('/api/meetings/{id}/cancel', { params: { path: { id } }, body: { version, reason }, ...once }),
    { silent: true, refresh: stale },
  );
  return <ReasonModal open danger onClose={onClose} title={t('meetings.cancel_title', { title })} act={act} />;
}
