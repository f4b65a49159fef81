import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api.ts';

export type Unit = { unit: string; organisation: string | null };

type Props = {
  id?: string;
  value?: Unit[];
  onChange?: (units: Unit[]) => void;
  /** Offered before the directory: the members of the council. */
  offered?: readonly Unit[];
  multiple?: boolean;
  'aria-label'?: string;
};

/**
 * Units by the directory's search, for Form.Item; a name that the directory does not have may be typed. A choice is
 * the organisation's id, or `=name`.
 */
export function UnitInput({ value = [], onChange, offered = [], multiple = false, ...rest }: Props) {
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const found = useQuery({
    queryKey: ['organisations', 'unit', q],
    queryFn: () =>
      read(
        api.GET('/api/organisations', { params: { query: { state: 'active', ...(q.trim() ? { q } : {}), size: 30 } } }),
      ),
    placeholderData: (before) => before,
  });
  const directory = (found.data?.rows ?? []).map(({ id, name }): Unit => ({ unit: name, organisation: id }));
  const typed: Unit[] = q.trim() ? [{ unit: q.trim(), organisation: null }] : [];
  const fitting = offered.filter(({ unit }) => unit.includes(q.trim()));
  const all = new Map([...value, ...fitting, ...directory, ...typed].map((one) => [keyOf(one), one]));
  return (
    <Select
      {...rest}
      mode="multiple"
      maxCount={multiple ? 300 : 1}
      showSearch={{ filterOption: false, searchValue: q, onSearch: setQ }}
      value={value.map(keyOf)}
      options={[...all].map(([key, { unit, organisation }]) => ({
        value: key,
        label: unit,
        note: organisation === null ? t('meetings.by_name') : '',
      }))}
      placeholder={t('meetings.unit_search')}
      notFoundContent={t('ui.choice_none')}
      optionRender={({ data }) => (
        <span>
          {data.label} <small className="muted">{data.note}</small>
        </span>
      )}
      onChange={(keys: string[]) => {
        onChange?.(keys.flatMap((key) => all.get(key) ?? []));
        setQ('');
      }}
    />
  );
}

const keyOf = ({ unit, organisation }: Unit): string => organisation ?? `=${unit}`;
