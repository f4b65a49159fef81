import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Checkbox, Pagination } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, read } from '../api.ts';
import { pathOf } from '../paths.ts';
import { DayText } from '../ui/DayText.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Tag } from '../ui/StateTag.tsx';
import type { Target } from './targets.ts';

const size = 20;

/** The rows behind the number: as many as the numerator; what the reader may not see is said, not left out silently. */
export function RowsBehind({ target: { id, numerator, denominator } }: { target: Target }) {
  const { t } = useTranslation();
  const [page, setPage] = useState(1);
  const [base, setBase] = useState(false);
  const found = useQuery({
    queryKey: ['targets', id, 'rows', page, base],
    queryFn: () =>
      read(
        api.GET('/api/targets/{id}/rows', {
          params: { path: { id }, query: { page, size, ...(base ? { base } : {}) } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  if (numerator === null) return null;
  if (found.error) return <Failed error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { total, hidden, rows } = found.data;
  const withUnit = rows.some((row) => row.organisation_name !== null && !row.title.startsWith(row.organisation_name));
  return (
    <section className="card" aria-labelledby="target-rows">
      <div className="row">
        <h2 id="target-rows">{t('targets.behind', { count: total })}</h2>
        {denominator !== null && (
          <Checkbox
            checked={base}
            onChange={({ target: { checked } }) => {
              setBase(checked);
              setPage(1);
            }}
          >
            {t('targets.behind_base')}
          </Checkbox>
        )}
      </div>
      {hidden > 0 && <p className="muted">{t('targets.behind_hidden', { count: hidden })}</p>}
      {total === 0 && <p className="muted">{t('targets.behind_none')}</p>}
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
        <section className="target-behind" tabIndex={0} aria-labelledby="target-rows">
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('targets.behind_row')}</th>
                {withUnit && <th scope="col">{t('targets.behind_unit')}</th>}
                <th scope="col">{t('targets.behind_day')}</th>
                {base && <th scope="col">{t('targets.behind_counted')}</th>}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.row_id} ${row.organisation}`}>
                  <td>
                    <RowTitle row={row} />
                  </td>
                  {withUnit && <td>{row.organisation_name}</td>}
                  <td>
                    <DayText day={row.on_day} />
                  </td>
                  {base && (
                    <td>
                      <Tag tone={row.counted ? 'good' : 'plain'}>
                        {row.counted ? t('targets.counted_yes') : t('targets.counted_no')}
                      </Tag>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {total > size && (
        <Pagination
          size="small"
          current={page}
          pageSize={size}
          total={total - hidden}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
    </section>
  );
}

function RowTitle({ row: { noun, row_id, title } }: { row: { noun: string; row_id: string; title: string } }) {
  const path = pathOf(noun, row_id);
  return path ? <Link to={path}>{title}</Link> : title;
}
