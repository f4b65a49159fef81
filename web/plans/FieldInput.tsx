import { Checkbox, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { SUBJECTS } from '#domain/plans/schema.ts';
import { DayInput } from '../ui/DayInput.tsx';
import type { Field } from './shapes.ts';
import { useSubjects } from './useSubjects.ts';

type Props = { field: Field; id: string; value: unknown; onChange: (value: unknown) => void };

/** One field of an element. Empty means unknown: null for a single value, an empty list for a list. */
export function FieldInput({ field, id, value, onChange }: Props) {
  const { t } = useTranslation();
  const text = typeof value === 'string' ? value : '';
  const list = Array.isArray(value) ? value.map(String) : [];
  switch (field.kind) {
    case 'line':
      return <Input id={id} value={text} maxLength={300} onChange={({ target }) => onChange(target.value)} />;
    case 'prose':
      return (
        <Input.TextArea
          id={id}
          value={text}
          autoSize={{ minRows: 2, maxRows: 10 }}
          maxLength={5000}
          onChange={({ target }) => onChange(target.value)}
        />
      );
    case 'lines':
      return (
        <Input.TextArea
          id={id}
          value={list.join('\n')}
          autoSize={{ minRows: 2, maxRows: 12 }}
          maxLength={5000}
          placeholder={t('plans.one_a_line')}
          onChange={({ target }) => onChange(target.value.split('\n'))}
        />
      );
    case 'day':
      return <DayInput id={id} value={text || null} onChange={onChange} />;
    case 'number':
      return (
        <InputNumber
          id={id}
          className="day-input"
          value={typeof value === 'number' ? value : null}
          onChange={(number) => onChange(number ?? (field.name === 'value' ? 0 : null))}
        />
      );
    case 'flag':
      return (
        <Checkbox id={id} checked={value === true} onChange={({ target }) => onChange(target.checked)}>
          {t('plans.field_continuing')}
        </Checkbox>
      );
    case 'names':
    case 'days':
      return (
        <Select
          id={id}
          mode="tags"
          value={list}
          open={false}
          suffixIcon={null}
          tokenSeparators={['、', '，', ',', '；', ';']}
          placeholder={t(field.kind === 'days' ? 'plans.days_hint' : 'plans.names_hint')}
          onChange={(names: string[]) => onChange(names.map((name) => name.trim()).filter(Boolean))}
        />
      );
    case 'comparison':
      return <ComparisonSelect id={id} value={text} onChange={onChange} />;
    case 'subject':
      return <SubjectSelect id={id} value={text} onChange={onChange} />;
  }
}

type SelectProps = { id: string; value: string; onChange: (value: unknown) => void };

export function useComparisons(): Readonly<Record<string, string>> {
  const { t } = useTranslation();
  return {
    at_least: t('plans.at_least'),
    exactly: t('plans.exactly'),
    at_most: t('plans.at_most'),
    between: t('plans.between'),
  };
}

function ComparisonSelect({ id, value, onChange }: SelectProps) {
  const options = Object.entries(useComparisons()).map(([key, label]) => ({ value: key, label }));
  return <Select id={id} value={value} options={options} onChange={onChange} />;
}

function SubjectSelect({ id, value, onChange }: SelectProps) {
  const { t } = useTranslation();
  const labelOf = useSubjects();
  return (
    <Select
      id={id}
      value={value || null}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('plans.subject_none')}
      options={SUBJECTS.map((key) => ({ value: key, label: labelOf(key) }))}
      onChange={(key?: string) => onChange(key ?? null)}
    />
  );
}
