import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { FormModal } from '../ui/FormModal.tsx';
import { useAct } from '../ui/useAct.ts';
import { OrganisationInput, unitsOf } from './OrganisationInput.tsx';
import { stale, type Task, type TaskPart } from './tasks.ts';

type Added = { lead?: string[]; supporting?: string[] };

/** More units for a task. */
export function AddUnitsForm({ task, open, onClose }: { task: Task; open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const assign = useAct(
    ({ lead, supporting }: Added, once) =>
      api.POST('/api/tasks/{id}/assign', {
        params: { path: { id: task.id } },
        body: { version: task.version, add: [...unitsOf(lead, 'lead'), ...unitsOf(supporting, 'supporting')] },
        ...once,
      }),
    {
      silent: true,
      refresh: stale,
      done: ({ unresolved }) =>
        unresolved.length > 0 ? t('tasks.added_unresolved', { names: unresolved.join('、') }) : t('tasks.assigned'),
    },
  );
  return (
    <FormModal<Added, unknown>
      open={open}
      onClose={onClose}
      title={t('tasks.add_units')}
      intro={t('tasks.unit_hint')}
      act={assign}
    >
      <Form.Item name="lead" label={t('tasks.lead')}>
        <OrganisationInput multiple />
      </Form.Item>
      <Form.Item name="supporting" label={t('tasks.supporting')}>
        <OrganisationInput multiple />
      </Form.Item>
    </FormModal>
  );
}

/** Another unit for a part, or the organisation that a name in the plan means. */
export function ReplaceUnitForm({ task, part, onClose }: { task: Task; part: TaskPart | null; onClose: () => void }) {
  const { t } = useTranslation();
  const assign = useAct(
    ({ unit }: { unit?: string[] }, once) =>
      api.POST('/api/tasks/{id}/assign', {
        params: { path: { id: task.id } },
        body: { version: task.version, replace: [{ part: part?.id ?? '', organisation: unit?.[0] ?? '' }] },
        ...once,
      }),
    { silent: true, refresh: stale, done: t('tasks.assigned') },
  );
  const label = t('tasks.unit');
  return (
    <FormModal<{ unit?: string[] }, unknown>
      open={part !== null}
      onClose={onClose}
      title={
        part?.organisation
          ? t('tasks.replace_unit', { name: part.unit })
          : t('tasks.name_unit', { name: part?.unit ?? '' })
      }
      intro={part?.organisation ? t('tasks.replace_intro') : t('tasks.name_intro')}
      act={assign}
    >
      <Form.Item name="unit" label={label} rules={[{ required: true, message: t('ui.required', { field: label }) }]}>
        <OrganisationInput />
      </Form.Item>
    </FormModal>
  );
}
