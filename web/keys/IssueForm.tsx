import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { addDays } from '#domain/clock.ts';
import { api } from '../api.ts';
import { DayInput } from '../ui/DayInput.tsx';
import { todayInChina } from '../ui/DayText.tsx';
import { FormModal } from '../ui/FormModal.tsx';
import { useAct } from '../ui/useAct.ts';
import type { Shown } from './ShownKey.tsx';

type Values = { name: string; expires_on?: string | null };
type Props = { open: boolean; onClose: () => void; onIssued: (shown: Shown) => void };

/** A name by which the own people know the program, and a last day unless the usual one will do. */
export function IssueForm({ open, onClose, onIssued }: Props) {
  const { t } = useTranslation();
  const issue = useAct(
    ({ name, expires_on }: Values, once) =>
      api
        .POST('/api/keys', { body: { name: name.trim(), ...(expires_on ? { expires_on } : {}) }, ...once })
        .then((answer) => (answer.data ? { ...answer, data: { ...answer.data, name: name.trim() } } : answer)),
    { quiet: true, refresh: ['keys'], silent: true },
  );
  const field = t('keys.name');
  return (
    <FormModal<Values, Shown>
      open={open}
      onClose={onClose}
      title={t('keys.issue')}
      intro={t('keys.issue_why')}
      submitLabel={t('keys.issue')}
      act={issue}
      onDone={onIssued}
    >
      <Form.Item
        name="name"
        label={field}
        extra={t('keys.name_hint')}
        rules={[{ required: true, whitespace: true, message: t('ui.required', { field }) }]}
      >
        <Input maxLength={60} autoFocus />
      </Form.Item>
      <Form.Item name="expires_on" label={t('keys.expires_on')} extra={t('keys.expires_hint')}>
        <DayInput min={addDays(todayInChina(), 1)} />
      </Form.Item>
    </FormModal>
  );
}
