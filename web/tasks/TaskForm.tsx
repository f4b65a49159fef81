import { useQuery } from '@tanstack/react-query';
import { Checkbox, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { DayInput } from '../ui/DayInput.tsx';
import { FormDrawer } from '../ui/FormDrawer.tsx';
import { useAct } from '../ui/useAct.ts';
import { OrganisationInput, unitsOf } from './OrganisationInput.tsx';
import { programmeQuery, stale, type Task } from './tasks.ts';

type Fields = {
  no?: string;
  text: string;
  measure?: string | null;
  phase?: string | null;
  from_on?: string | null;
  due_on?: string | null;
  continuing?: boolean;
};
type NewTask = Fields & { lead?: string[]; supporting?: string[] };
type Edited = Fields & { version?: number };

type Props = { open: boolean; onClose: () => void; programme: string };

/** A new task of a programme, with its units. */
export function TaskForm({ open, onClose, programme }: Props) {
  const { t } = useTranslation();
  const add = useAct(
    ({ lead, supporting, ...fields }: NewTask, once) =>
      api.POST('/api/tasks', {
        body: { programme, ...given(fields), units: [...unitsOf(lead, 'lead'), ...unitsOf(supporting, 'supporting')] },
        ...once,
      }),
    {
      silent: true,
      refresh: stale,
      done: ({ unresolved }) =>
        unresolved.length > 0 ? t('tasks.added_unresolved', { names: unresolved.join('、') }) : t('tasks.added'),
    },
  );
  return (
    <FormDrawer<NewTask, unknown> open={open} onClose={onClose} title={t('tasks.add')} act={add}>
      <TaskFields programme={programme} />
      <Form.Item name="lead" label={t('tasks.lead')} extra={t('tasks.unit_hint')}>
        <OrganisationInput multiple />
      </Form.Item>
      <Form.Item name="supporting" label={t('tasks.supporting')}>
        <OrganisationInput multiple />
      </Form.Item>
    </FormDrawer>
  );
}

/** What a task says and when it is due. */
export function TaskEditForm({ open, onClose, task }: { open: boolean; onClose: () => void; task: Task }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const edit = useAct(
    ({ version, ...fields }: Edited, once) =>
      api.POST('/api/tasks/{id}/edit', {
        params: { path: { id: task.id } },
        body: { version: version ?? task.version, ...cleared(fields) },
        ...once,
      }),
    { silent: true, refresh: stale },
  );
  const reload = async () => {
    const newest = await read(api.GET('/api/tasks/{id}', { params: { path: { id: task.id } } }));
    return { ...fieldsOf(newest), version: newest.version };
  };
  const fieldLabels = {
    no: t('tasks.no'),
    text: labels.noun('tasks'),
    measure: t('tasks.measure'),
    phase: t('tasks.phase'),
    from_on: t('tasks.from_on'),
    due_on: t('tasks.due_on'),
    continuing: t('tasks.continuing'),
  };
  return (
    <FormDrawer<Edited, unknown>
      open={open}
      onClose={onClose}
      title={t('tasks.edit')}
      intro={t('tasks.edit_intro')}
      act={edit}
      initial={{ ...fieldsOf(task), version: task.version }}
      reload={reload}
      fieldLabels={fieldLabels}
    >
      <TaskFields programme={task.programme} />
    </FormDrawer>
  );
}

const fieldsOf = ({ no, text, measure, phase, from_on, due_on, continuing }: Task): Fields => ({
  no,
  text,
  measure,
  phase,
  from_on,
  due_on,
  continuing,
});

/** Empty fields of a new task are left out; of an existing one they are cleared. */
const given = <T extends object>(fields: T): T =>
  // Only keys whose value is absent fall away.
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null)) as T;
const cleared = ({ measure, phase, from_on, due_on, no, ...rest }: Fields) => ({
  ...rest,
  no: no ?? '',
  measure: measure ?? null,
  phase: phase ?? null,
  from_on: from_on ?? null,
  due_on: due_on ?? null,
});

function TaskFields({ programme }: { programme: string }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { data } = useQuery(programmeQuery(programme));
  return (
    <>
      <Form.Item
        name="text"
        label={labels.noun('tasks')}
        rules={[{ required: true, whitespace: true, message: t('ui.required', { field: labels.noun('tasks') }) }]}
      >
        <Input.TextArea rows={4} maxLength={5000} />
      </Form.Item>
      <Form.Item name="no" label={t('tasks.no')}>
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name="measure" label={t('tasks.measure')}>
        <Select
          allowClear
          options={(data?.measures ?? []).map(({ id, no, title }) => ({ value: id, label: `${no}${title}` }))}
        />
      </Form.Item>
      <Form.Item name="phase" label={t('tasks.phase')}>
        <Select allowClear options={(data?.phases ?? []).map(({ id, title }) => ({ value: id, label: title }))} />
      </Form.Item>
      <div className="two-fields">
        <Form.Item name="from_on" label={t('tasks.from_on')}>
          <DayInput />
        </Form.Item>
        <Form.Item name="due_on" label={t('tasks.due_on')}>
          <DayInput />
        </Form.Item>
      </div>
      <Form.Item name="continuing" valuePropName="checked">
        <Checkbox>{t('tasks.continuing')}</Checkbox>
      </Form.Item>
    </>
  );
}
