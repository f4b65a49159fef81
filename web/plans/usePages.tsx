import { Pagination } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

const pageSize = 50;

/**
 * A long list a page at a time, with its total: a plan may have ten thousand tasks. The page follows the element that
 * is chosen elsewhere (`at` is its place, -1 for none).
 */
export function usePages<T>(elements: readonly T[], at = -1): { shown: readonly T[]; pager: ReactNode } {
  const { t } = useTranslation();
  const [page, setPage] = useState(1);
  useEffect(() => {
    if (at >= 0) setPage(Math.floor(at / pageSize) + 1);
  }, [at]);
  const last = Math.max(1, Math.ceil(elements.length / pageSize));
  const current = Math.min(page, last);
  const pager =
    last === 1 ? null : (
      <Pagination
        className="draft-pages"
        size="small"
        current={current}
        pageSize={pageSize}
        total={elements.length}
        showSizeChanger={false}
        showTotal={(total) => t('ui.total', { count: total })}
        onChange={setPage}
      />
    );
  return { shown: elements.slice((current - 1) * pageSize, current * pageSize), pager };
}
