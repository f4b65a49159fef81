import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '../api.ts';
import { paths } from '../paths.ts';
import { FormModal } from '../ui/FormModal.tsx';
import { useAct } from '../ui/useAct.ts';

type Values = { title: string };

/** A programme that nobody has written as a document: an empty draft with a title, then the same review desk. */
export function BlankForm({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const add = useAct(
    ({ title }: Values, once) => api.POST('/api/plans/add', { body: { title: title.trim() }, ...once }),
    { silent: true, quiet: true, refresh: ['plans'] },
  );
  const label = t('plans.field_title');
  return (
    <FormModal<Values, { id: string }>
      open={open}
      onClose={onClose}
      title={t('plans.blank_title')}
      intro={t('plans.blank_why')}
      submitLabel={t('plans.blank_go')}
      act={add}
      onDone={({ id }) => void navigate(paths.plan(id))}
    >
      <Form.Item
        name="title"
        label={label}
        rules={[{ required: true, whitespace: true, message: t('ui.required', { field: label }) }]}
      >
        <Input maxLength={200} autoFocus />
      </Form.Item>
    </FormModal>
  );
}
