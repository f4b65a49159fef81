import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { FormModal } from '../ui/FormModal.tsx';
import { useAct } from '../ui/useAct.ts';
import { stale } from './tasks.ts';

type Props = { rows: readonly { id: string }[]; open: boolean; onClose: () => void; onDone?: () => void };

/** Reminds the units of the chosen tasks that have not reported yet. */
export function RemindForm({ rows, open, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const remind = useAct(
    ({ message }: { message?: string }, once) =>
      api.POST('/api/tasks/remind', {
        body: { ids: rows.map(({ id }) => id), ...(message?.trim() ? { message: message.trim() } : {}) },
        ...once,
      }),
    {
      silent: true,
      refresh: stale,
      done: ({ sent, already, unreachable }) =>
        [
          t('tasks.reminded', { count: sent }),
          already > 0 ? t('tasks.reminded_already', { count: already }) : '',
          unreachable > 0 ? t('tasks.unreachable', { count: unreachable }) : '',
        ]
          .filter(Boolean)
          .join(''),
    },
  );
  return (
    <FormModal<{ message?: string }, unknown>
      open={open}
      onClose={onClose}
      title={labels.act('task.remind')}
      intro={t('tasks.remind_intro', { count: rows.length })}
      act={remind}
      {...(onDone ? { onDone } : {})}
    >
      <Form.Item name="message" label={t('tasks.message')} extra={t('tasks.message_hint')}>
        <Input.TextArea rows={3} maxLength={300} showCount />
      </Form.Item>
    </FormModal>
  );
}
