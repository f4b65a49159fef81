import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api.ts';

type Known = { id: string; name: string };
type Props = {
  id?: string;
  multiple?: boolean;
  /** One id (or null), or a list of ids with `multiple`. */
  value?: string | string[] | null;
  onChange?: (value: string | string[] | null) => void;
  /** Names of what is chosen already. */
  known?: readonly Known[];
  'aria-label'?: string;
};

/** Organisations of the directory, found by name; for Form.Item. */
export function OrganisationPicker({ multiple = false, value, onChange, known = [], ...rest }: Props) {
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  // The list closes after a choice, so that it does not lie over the buttons of the form.
  const [open, setOpen] = useState(false);
  const found = useQuery({
    queryKey: ['organisations', 'pick', q],
    queryFn: () => read(api.GET('/api/organisations', { params: { query: { ...(q.trim() ? { q } : {}), size: 30 } } })),
    placeholderData: (before) => before,
  });
  const rows: readonly Known[] = found.data?.rows ?? [];
  const options = [...new Map([...known, ...rows].map(({ id, name }) => [id, { value: id, label: name }])).values()];
  const common = {
    ...rest,
    options,
    open,
    onOpenChange: setOpen,
    onSelect: () => {
      setOpen(false);
      setQ('');
    },
    allowClear: true,
    showSearch: { filterOption: false, searchValue: q, onSearch: setQ },
    placeholder: t('programmes.search_unit'),
    notFoundContent: t('programmes.unit_not_found'),
  } as const;
  if (multiple)
    return (
      <Select
        {...common}
        mode="multiple"
        value={Array.isArray(value) ? value : []}
        onChange={(ids: string[]) => onChange?.(ids)}
      />
    );
  return (
    <Select
      {...common}
      value={typeof value === 'string' ? value : null}
      onChange={(id?: string | null) => onChange?.(id ?? null)}
    />
  );
}
