import { useQuery } from '@tanstack/react-query';
import { Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { useLabels, useLanguage } from '../i18n/labels.ts';
import { DayInput } from '../ui/DayInput.tsx';
import { FormDrawer } from '../ui/FormDrawer.tsx';
import { useAct } from '../ui/useAct.ts';
import { loadTarget, metricsQuery, programmeQuery, programmesQuery, stale, type Target } from './targets.ts';

type Fields = {
  subject?: string | null;
  subject_text: string;
  comparison: Target['comparison'];
  value: number;
  value_to?: number | null;
  unit?: string;
  by_on?: string | null;
  phase?: string | null;
};
type NewTarget = Fields & { programme: string };
type Edited = Fields & { version?: number };

type Props = { open: boolean; onClose: () => void; programme: string | undefined };

/** A new target of a running programme. */
export function TargetForm({ open, onClose, programme }: Props) {
  const { t } = useTranslation();
  const add = useAct(
    (body: NewTarget, once) => api.POST('/api/targets', { body: { ...body, ...cleared(body) }, ...once }),
    {
      silent: true,
      refresh: stale,
      done: t('targets.added'),
    },
  );
  return (
    <FormDrawer<NewTarget, unknown>
      open={open}
      onClose={onClose}
      title={t('targets.add')}
      act={add}
      initial={{ comparison: 'at_least', ...(programme ? { programme } : {}) }}
    >
      <ProgrammeField />
      <TargetFields />
    </FormDrawer>
  );
}

/** What a target wants, by when, and what counts it. */
export function TargetEditForm({ open, onClose, target }: { open: boolean; onClose: () => void; target: Target }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const edit = useAct(
    ({ version, ...fields }: Edited, once) =>
      api.POST('/api/targets/{id}/edit', {
        params: { path: { id: target.id } },
        body: { version: version ?? target.version, ...fields, ...cleared(fields) },
        ...once,
      }),
    { silent: true, refresh: stale },
  );
  return (
    <FormDrawer<Edited, unknown>
      open={open}
      onClose={onClose}
      title={t('targets.edit')}
      act={edit}
      initial={{ ...fieldsOf(target), version: target.version }}
      reload={async () => {
        const newest = await loadTarget(target.id);
        return { ...fieldsOf(newest), version: newest.version };
      }}
      fieldLabels={{
        subject: labels.noun('statistics'),
        subject_text: t('targets.target'),
        comparison: t('targets.comparison'),
        value: t('targets.value'),
        value_to: t('targets.value_to'),
        unit: t('targets.unit'),
        by_on: t('targets.by_on'),
        phase: t('targets.phase'),
      }}
    >
      <TargetFields programme={target.programme} />
    </FormDrawer>
  );
}

const fieldsOf = ({ subject, subject_text, comparison, value, value_to, unit, by_on, phase }: Target): Fields => ({
  subject,
  subject_text,
  comparison,
  value,
  value_to,
  unit,
  by_on,
  phase,
});

/** A field that was emptied is cleared on the server too; only a range has an upper end. */
const cleared = ({ subject, comparison, value_to, unit, by_on, phase }: Fields) => ({
  subject: subject ?? null,
  value_to: comparison === 'between' ? (value_to ?? null) : null,
  unit: unit ?? '',
  by_on: by_on ?? null,
  phase: phase ?? null,
});

function ProgrammeField() {
  const { t } = useTranslation();
  const labels = useLabels();
  const { data } = useQuery(programmesQuery);
  const running = (data?.rows ?? []).filter(({ state, relation }) => state === 'running' && relation === 'own');
  return (
    <Form.Item
      name="programme"
      label={labels.noun('programmes')}
      rules={[{ required: true, message: t('ui.required', { field: labels.noun('programmes') }) }]}
    >
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={running.map(({ id, title }) => ({ value: id, label: title }))}
      />
    </Form.Item>
  );
}

function TargetFields({ programme }: { programme?: string }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const language = useLanguage();
  const metrics = useQuery(metricsQuery);
  const chosen: string | undefined = Form.useWatch('programme') ?? programme;
  const comparison: Fields['comparison'] | undefined = Form.useWatch('comparison');
  const { data } = useQuery(programmeQuery(chosen));
  const needed = (field: string) => [{ required: true, message: t('ui.required', { field }) }];
  return (
    <>
      <Form.Item name="subject_text" label={t('targets.target')} rules={needed(t('targets.target'))}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="subject" label={labels.noun('statistics')} extra={t('targets.subject_hint')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={(metrics.data?.rows ?? []).map((metric) => ({
            value: metric.key,
            label: metric.available ? metric[language] : t('targets.metric_later', { metric: metric[language] }),
          }))}
        />
      </Form.Item>
      <Form.Item name="comparison" label={t('targets.comparison')} rules={needed(t('targets.comparison'))}>
        <Select
          options={[
            { value: 'at_least', label: t('targets.at_least') },
            { value: 'exactly', label: t('targets.exactly') },
            { value: 'at_most', label: t('targets.at_most') },
            { value: 'between', label: t('targets.between') },
          ]}
        />
      </Form.Item>
      <div className="two-fields">
        <Form.Item name="value" label={t('targets.value')} rules={needed(t('targets.value'))}>
          <InputNumber min={0} max={1e12} className="day-input" />
        </Form.Item>
        {comparison === 'between' && (
          <Form.Item name="value_to" label={t('targets.value_to')} rules={needed(t('targets.value_to'))}>
            <InputNumber min={0} max={1e12} className="day-input" />
          </Form.Item>
        )}
        <Form.Item name="unit" label={t('targets.unit')} extra={t('targets.unit_hint')}>
          <Input maxLength={20} />
        </Form.Item>
      </div>
      <div className="two-fields">
        <Form.Item name="by_on" label={t('targets.by_on')}>
          <DayInput />
        </Form.Item>
        <Form.Item name="phase" label={t('targets.phase')}>
          <Select allowClear options={(data?.phases ?? []).map(({ id, title }) => ({ value: id, label: title }))} />
        </Form.Item>
      </div>
    </>
  );
}
