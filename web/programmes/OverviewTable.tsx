import { Pagination } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../paths.ts';
import { todayInChina } from '../ui/DayText.tsx';
import { Progress } from '../ui/Progress.tsx';
import { timeShare } from '../ui/timeShare.ts';
import type { Overview } from './OverviewPage.tsx';

type Props = { programmes: Overview['programmes']; page: number; onPage: (page: number) => void };
const size = 20;

/** Every programme below, the latest first. */
export function OverviewTable({ programmes: { total, rows }, page, onPage }: Props) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-labelledby="overview-ranked">
      <h2 id="overview-ranked">{t('overview.ranked', { count: total })}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <section className="overview-scroll" tabIndex={0} aria-labelledby="overview-ranked">
        <table className="plain-table overview-table">
          <thead>
            <tr>
              <th scope="col">{t('overview.rank')}</th>
              <th scope="col">{t('overview.programme')}</th>
              <th scope="col">{t('overview.division')}</th>
              <th scope="col">{t('overview.late')}</th>
              <th scope="col">{t('overview.done')}</th>
              <th scope="col">{t('overview.due_soon')}</th>
              <th scope="col">{t('overview.targets_met')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <Ranked key={row.id} row={row} rank={(page - 1) * size + at + 1} />
            ))}
          </tbody>
        </table>
      </section>
      {total > size && (
        <Pagination
          size="small"
          current={page}
          pageSize={size}
          total={total}
          showSizeChanger={false}
          onChange={onPage}
        />
      )}
    </section>
  );
}

function Ranked({ row, rank }: { row: Overview['programmes']['rows'][number]; rank: number }) {
  const of = `programme=${row.id}`;
  const time = timeShare(row.from_on, row.to_on, todayInChina());
  return (
    <tr>
      <td>{rank}</td>
      <td>
        <Link to={paths.programme(row.id)}>{row.title}</Link>
        <small className="muted overview-who">{row.organisation_name}</small>
      </td>
      <td>
        <Link to={`${paths.overview}?division=${row.division_code}`}>{row.division_name}</Link>
      </td>
      <td>
        {row.late > 0 ? (
          <Link className="overview-late" to={`${paths.tasks}?${of}&punctuality=late`}>
            {row.late}
          </Link>
        ) : (
          0
        )}
      </td>
      <td className="overview-done">
        <Link to={`${paths.tasks}?${of}`}>{`${row.confirmed}/${row.tasks}`}</Link>
        <Progress
          bare
          label={row.title}
          value={row.confirmed}
          target={row.tasks}
          {...(time === undefined ? {} : { time })}
        />
      </td>
      <td>{row.due_soon > 0 ? <Link to={`${paths.tasks}?${of}&punctuality=due_soon`}>{row.due_soon}</Link> : 0}</td>
      <td>
        <Link to={`${paths.targets}?${of}`}>{`${row.targets_met}/${row.targets}`}</Link>
      </td>
    </tr>
  );
}
