import { Checkbox, Pagination, Table, type TableProps } from 'antd';
import { Fragment, type Key, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from './Empty.tsx';
import { Failed } from './Failed.tsx';
import { type Filter, ListTools } from './ListTools.tsx';
import { Loading } from './Loading.tsx';
import type { ListQuery } from './useListQuery.ts';
import { usePhone } from './usePhone.ts';
import './data-table.css';

export type Column<R> = {
  key: string;
  title: string;
  render: (row: R) => ReactNode;
  /** The name that the API sorts by; the column's head then sorts. */
  sort?: string;
  width?: number | string;
  align?: 'right' | 'center';
  /** On a phone a row is a card: the first column is its title; "hide" leaves one out, "corner" puts acts at its right. */
  phone?: 'hide' | 'corner';
};

type Props<R> = {
  /** What the rows are, for screen readers. */
  label: string;
  columns: readonly Column<R>[];
  /** The answer of the list; undefined while it is on its way. */
  data: { total: number; rows: readonly R[] } | undefined;
  error?: unknown;
  loading?: boolean;
  retry?: () => void;
  rowKey: (row: R) => string;
  /** A row in words, for its checkbox. */
  rowName: (row: R) => string;
  query: ListQuery;
  /** The words in the search box; without them the list has none. */
  search?: string;
  filters?: readonly Filter[];
  /** Sends what the list shows as a file. */
  onExport?: () => unknown;
  /** Acts for the selected rows; with it rows can be selected. `clear` empties the selection. */
  bulk?: (rows: R[], clear: () => void) => ReactNode;
  /** When there is nothing at all: what to do first. */
  empty: { title: string; text?: ReactNode; action?: ReactNode };
  /** More at the right of the tools: a switch of views. */
  tools?: ReactNode;
  rowClass?: (row: R) => string;
};

/** A list as a table on a wide screen and as cards on a phone, by pages of the server, with its total. */
export function DataTable<R extends object>(props: Props<R>) {
  const { t } = useTranslation();
  const { columns, data, error, loading, query, filters = [], empty, bulk, rowKey, retry } = props;
  const [selected, setSelected] = useState<ReadonlyMap<string, R>>(new Map());
  const phone = usePhone();
  const clear = () => setSelected(new Map());
  const select = (rows: readonly R[]) => setSelected(new Map(rows.map((row) => [rowKey(row), row])));
  const { search, onExport, tools } = props;
  const body = () => {
    if (error) return <Failed error={error} {...(retry ? { retry } : {})} />;
    if (!data) return <Loading />;
    if (data.total === 0 && query.narrowed)
      return <Empty title={t('ui.filters_none')} text={t('ui.filters_none_cure')} />;
    if (data.total === 0) return <Empty {...empty} />;
    return phone ? (
      <Cards {...props} data={data} selected={selected} select={setSelected} />
    ) : (
      <WideTable {...props} data={data} selected={selected} select={select} />
    );
  };
  return (
    <div className="data-table" aria-busy={loading ?? data === undefined}>
      <ListTools
        query={query}
        filters={filters}
        columns={columns}
        total={data?.total}
        {...(search ? { search } : {})}
        {...(onExport ? { onExport } : {})}
        {...(tools ? { tools } : {})}
      />
      {bulk && selected.size > 0 && (
        <div className="bulk-bar" role="status">
          <span>{t('ui.selected', { count: selected.size })}</span>
          {bulk([...selected.values()], clear)}
          <button type="button" className="link-button" onClick={clear}>
            {t('ui.select_none')}
          </button>
        </div>
      )}
      {body()}
      {data && data.total > 0 && !error && (
        <Pagination
          className="list-pages"
          size="small"
          current={query.page}
          pageSize={query.size}
          total={data.total}
          showSizeChanger={!phone}
          simple={phone}
          pageSizeOptions={[20, 50, 100, 200]}
          onChange={(page, size) => (size === query.size ? query.set({ page }) : query.set({ size }))}
        />
      )}
    </div>
  );
}

type Shown<R> = Omit<Props<R>, 'data'> & { data: { rows: readonly R[] }; selected: ReadonlyMap<string, R> };

function WideTable<R extends object>({
  columns,
  data,
  rowKey,
  rowName,
  query,
  selected,
  select,
  bulk,
  loading,
  rowClass,
  label,
}: Shown<R> & { select: (rows: readonly R[]) => void }) {
  const { t } = useTranslation();
  const order = (sort: string): 'ascend' | 'descend' | null =>
    query.sort === sort ? 'ascend' : query.sort === `-${sort}` ? 'descend' : null;
  const named = columns.find(({ width }) => width === undefined)?.key;
  const onChange: TableProps<R>['onChange'] = (_pages, _filters, sorter) => {
    const { columnKey, order: wanted } = Array.isArray(sorter) ? (sorter[0] ?? {}) : sorter;
    const sort = columns.find(({ key }) => key === columnKey)?.sort ?? '';
    query.set({ sort: wanted === 'descend' ? `-${sort}` : wanted === 'ascend' ? sort : '' });
  };
  return (
    <div className="wide-table">
      <Table<R>
        size="middle"
        aria-label={label}
        rowKey={rowKey}
        dataSource={[...data.rows]}
        loading={loading === true}
        pagination={false}
        onChange={onChange}
        {...(rowClass ? { rowClassName: rowClass } : {})}
        columns={columns.map(({ key, title, render, sort, width, align }) => ({
          key,
          title,
          render: (_: unknown, row: R) => render(row),
          ...(width === undefined ? {} : { width }),
          // The name of a row stays readable on a narrow screen; the table then scrolls sideways.
          ...(key === named ? { minWidth: 200 } : {}),
          ...(align ? { align } : {}),
          ...(sort ? { sorter: true, sortOrder: order(sort) } : {}),
        }))}
        {...(bulk
          ? {
              rowSelection: {
                selectedRowKeys: [...selected.keys()] as Key[],
                preserveSelectedRowKeys: true,
                onChange: (_keys: Key[], rows: R[]) => select(rows.filter(Boolean)),
                getCheckboxProps: (row: R) => ({ 'aria-label': t('ui.select_row', { row: rowName(row) }) }),
              },
            }
          : {})}
      />
    </div>
  );
}

function Cards<R extends object>({
  columns,
  data,
  rowKey,
  rowName,
  bulk,
  selected,
  select,
  label,
}: Shown<R> & { select: (rows: ReadonlyMap<string, R>) => void }) {
  const { t } = useTranslation();
  const [first, ...rest] = columns.filter(({ phone }) => phone === undefined);
  const corners = columns.filter(({ phone }) => phone === 'corner');
  const toggle = (row: R) => {
    const next = new Map(selected);
    if (!next.delete(rowKey(row))) next.set(rowKey(row), row);
    select(next);
  };
  return (
    <ul className="row-cards" aria-label={label}>
      {data.rows.map((row) => (
        <li key={rowKey(row)} className="row-card">
          <div className="row-card-title">
            {bulk && (
              <Checkbox
                checked={selected.has(rowKey(row))}
                aria-label={t('ui.select_row', { row: rowName(row) })}
                onChange={() => toggle(row)}
              />
            )}
            <div className="row-card-name">{first?.render(row)}</div>
            {corners.map(({ key, render }) => (
              <Fragment key={key}>{render(row)}</Fragment>
            ))}
          </div>
          <dl>
            {rest.map(({ key, title, render }) => (
              <div key={key}>
                <dt>{title}</dt>
                <dd>{render(row)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
