import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

export type Choice = { value: string; label: string; note?: string };

type Props = {
  id?: string;
  value?: string | null;
  onChange?: (value: string | null, choice: Choice | null) => void;
  /** First part of the query's key, such as "organisations". */
  of: string;
  /** More of the key: what the search depends on beside its words. */
  within?: string;
  search: (q: string) => Promise<{ total: number; choices: Choice[] }>;
  /** What is chosen already, so that its name shows before anything is searched. */
  present?: Choice | null;
  placeholder?: string;
  'aria-label'?: string;
  className?: string;
};

/** One row of a long list, found by typing, for Form.Item. Says when more fit than are shown. */
export function SearchSelect({ value, onChange, of, within = '', search, present, ...rest }: Props) {
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const found = useQuery({
    queryKey: [of, 'choice', within, q],
    queryFn: () => search(q.trim()),
    placeholderData: keepPreviousData,
  });
  const choices = found.data?.choices ?? [];
  const all =
    present && !choices.some((one) => one.value === present.value) && q === '' ? [present, ...choices] : choices;
  const more = (found.data?.total ?? 0) - choices.length;
  return (
    <Select
      {...rest}
      allowClear
      showSearch={{ filterOption: false, onSearch: setQ }}
      value={value ?? null}
      options={all.map((one) => ({ ...one }))}
      popupMatchSelectWidth={false}
      loading={found.isFetching}
      notFoundContent={found.isPending ? t('ui.loading') : t('ui.choice_none')}
      onChange={(chosen: string | null) => onChange?.(chosen ?? null, all.find((one) => one.value === chosen) ?? null)}
      optionRender={({ data }) => (
        <span>
          {data.label} {data.note && <small className="muted">{data.note}</small>}
        </span>
      )}
      popupRender={(menu) => (
        <>
          {menu}
          {more > 0 && <div className="choice-more">{t('ui.choice_more', { count: more })}</div>}
        </>
      )}
    />
  );
}
