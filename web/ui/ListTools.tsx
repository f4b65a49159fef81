import CloseOutlined from '@ant-design/icons/es/icons/CloseOutlined';
import ControlOutlined from '@ant-design/icons/es/icons/ControlOutlined';
import DownloadOutlined from '@ant-design/icons/es/icons/DownloadOutlined';
import { Button, Input, Select } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListQuery } from './useListQuery.ts';
import { usePhone } from './usePhone.ts';

export type Filter = {
  key: string;
  label: string;
  options: readonly { value: string; label: string }[];
  multiple?: boolean;
};

type Props = {
  query: ListQuery;
  filters: readonly Filter[];
  columns: readonly { key: string; title: string; sort?: string }[];
  total: number | undefined;
  search?: string;
  onExport?: () => unknown;
  tools?: ReactNode;
};

/** Above a list: search, filters, what is chosen as chips, the total, export. On a phone all but the search folds. */
export function ListTools(props: Props) {
  const { t } = useTranslation();
  const phone = usePhone();
  const [open, setOpen] = useState(false);
  const { query, filters, total, search, columns, tools, onExport } = props;
  const folded = filters.length > 0 || tools || onExport || columns.some(({ sort }) => sort);
  const hasTools = search || filters.length > 0 || tools || onExport || (phone && folded);
  const count = filters.filter(({ key }) => query.filters[key]).length;
  return (
    <div className="list-tools">
      {hasTools && (
        <div className="list-tools-row">
          {search && <SearchBox query={query} words={search} />}
          {phone && folded && (
            <Button icon={<ControlOutlined />} aria-expanded={open} onClick={() => setOpen(!open)}>
              {t('ui.more_options')}
              {count > 0 && ` (${count})`}
            </Button>
          )}
          {(!phone || open) && <MoreTools {...props} />}
        </div>
      )}
      <div className="list-tools-row list-state">
        <span className="list-total" role="status">
          {total === undefined ? '' : t(query.narrowed ? 'ui.total_found' : 'ui.total', { count: total })}
        </span>
        <Chips query={query} filters={filters} />
      </div>
    </div>
  );
}

function MoreTools({ query, filters, columns, onExport, tools }: Props) {
  return (
    <>
      {filters.map((filter) => (
        <FilterSelect key={filter.key} filter={filter} query={query} />
      ))}
      {usePhone() && <SortSelect query={query} columns={columns} />}
      <span className="list-tools-space" />
      {tools}
      {onExport && <ExportButton onExport={onExport} />}
    </>
  );
}

function SearchBox({ query, words }: { query: ListQuery; words: string }) {
  const [text, setText] = useState(query.q);
  useEffect(() => setText(query.q), [query.q]);
  return (
    <Input.Search
      className="list-search"
      allowClear
      value={text}
      placeholder={words}
      aria-label={words}
      maxLength={100}
      onChange={({ target }) => setText(target.value)}
      onSearch={(q) => query.set({ q })}
    />
  );
}

function FilterSelect({ filter: { key, label, options, multiple }, query }: { filter: Filter; query: ListQuery }) {
  const { t } = useTranslation();
  const chosen = query.filters[key] ?? [];
  const shared = {
    className: 'list-filter',
    allowClear: true,
    placeholder: label,
    'aria-label': t('ui.filter_by', { field: label }),
    options: [...options],
    popupMatchSelectWidth: false,
    showSearch: options.length > 8 ? { optionFilterProp: 'label' } : false,
  };
  if (multiple) {
    return (
      <Select
        mode="multiple"
        maxTagCount={1}
        value={[...chosen]}
        onChange={(values: string[]) => query.set({ filters: { [key]: values } })}
        {...shared}
      />
    );
  }
  return (
    <Select
      value={chosen[0] ?? null}
      onChange={(value: string | null) => query.set({ filters: { [key]: value ? [value] : [] } })}
      {...shared}
    />
  );
}

function SortSelect({ query, columns }: Pick<Props, 'query' | 'columns'>) {
  const { t } = useTranslation();
  const options = columns.flatMap(({ title, sort }) =>
    sort
      ? [
          { value: sort, label: `${title} ${t('ui.ascending')}` },
          { value: `-${sort}`, label: `${title} ${t('ui.descending')}` },
        ]
      : [],
  );
  if (options.length === 0) return null;
  return (
    <Select
      className="list-filter"
      aria-label={t('ui.sort_by')}
      value={query.sort}
      popupMatchSelectWidth={false}
      options={[{ value: '', label: t('ui.sort_default') }, ...options]}
      onChange={(sort) => query.set({ sort })}
    />
  );
}

function ExportButton({ onExport }: { onExport: () => unknown }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    await Promise.resolve(onExport()).finally(() => setBusy(false));
  };
  return (
    <Button icon={<DownloadOutlined />} loading={busy} onClick={() => void run()}>
      {busy ? t('ui.exporting') : t('ui.export')}
    </Button>
  );
}

function Chips({ query, filters }: Pick<Props, 'query' | 'filters'>) {
  const { t } = useTranslation();
  const chips = filters.flatMap(({ key, label, options }) =>
    (query.filters[key] ?? []).map((value) => ({
      key,
      value,
      text: t('ui.pair', { name: label, value: options.find((option) => option.value === value)?.label ?? value }),
    })),
  );
  if (query.q)
    chips.unshift({ key: 'q', value: query.q, text: t('ui.pair', { name: t('ui.search'), value: query.q }) });
  const drop = (key: string, value: string) =>
    key === 'q'
      ? query.set({ q: '' })
      : query.set({ filters: { [key]: (query.filters[key] ?? []).filter((chosen) => chosen !== value) } });
  if (chips.length === 0) return null;
  return (
    <>
      {chips.map(({ key, value, text }) => (
        <button
          key={`${key}=${value}`}
          type="button"
          className="chip"
          aria-label={t('ui.filter_remove', { filter: text })}
          onClick={() => drop(key, value)}
        >
          {text}
          <CloseOutlined aria-hidden="true" />
        </button>
      ))}
      <button type="button" className="link-button" onClick={query.clear}>
        {t('ui.filters_clear')}
      </button>
    </>
  );
}
