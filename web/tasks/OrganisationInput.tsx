import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';

type Props = {
  id?: string;
  value?: string[];
  onChange?: (units: string[]) => void;
  multiple?: boolean;
  'aria-label'?: string;
};

/**
 * Units by the directory's search, for Form.Item. A chosen organisation is its id; with `multiple` a name that the
 * directory does not have may be typed too, and a group (各县（市、区）市场监管局) fans out on the server.
 */
export function OrganisationInput({ value, onChange, multiple = false, ...rest }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const [q, setQ] = useState('');
  const found = useQuery({
    queryKey: ['organisations', 'choice', q],
    queryFn: () => read(api.GET('/api/organisations', { params: { query: { ...(q ? { q } : {}), size: 50 } } })),
    placeholderData: (before) => before,
  });
  const options = (found.data?.rows ?? []).map(({ id, name, kind }) => ({
    value: id,
    label: name,
    kind: labels.organisationKind(kind),
  }));
  const typed = q.trim();
  // A name that the directory does not have, or a group, is offered after what it does have.
  if (multiple && typed && !options.some(({ label }) => label === typed))
    options.push({ value: typed, label: typed, kind: t('tasks.unit_by_name') });
  return (
    <Select
      {...rest}
      mode="multiple"
      maxCount={multiple ? 100 : 1}
      showSearch={{ filterOption: false, onSearch: setQ }}
      value={value ?? []}
      onChange={(units: string[]) => onChange?.(units)}
      placeholder={t('tasks.unit_search')}
      notFoundContent={t('tasks.unit_not_found')}
      options={options}
      optionRender={({ data }) => (
        <span>
          {data.label} <small className="muted">{data.kind}</small>
        </span>
      )}
    />
  );
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What was chosen or typed, as the API takes it. */
export const unitsOf = (values: readonly string[] | undefined, role: 'lead' | 'supporting') =>
  (values ?? [])
    .map((value) => (uuid.test(value) ? { organisation: value, role } : { unit: value.trim(), role }))
    .filter((wanted) => 'organisation' in wanted || wanted.unit !== '');
