import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { type Tile, TileGrid } from '../ui/TileGrid.tsx';
import { type ListQuery, useListQuery } from '../ui/useListQuery.ts';
import { OverviewTable } from './OverviewTable.tsx';
import { loadOverview, type Overview } from './overview.ts';
import './overview.css';

/** Everything below, by division: how far, how late, how many targets met. Every number opens. */
export function OverviewPage() {
  const { t } = useTranslation();
  const query = useListQuery(['division'], { size: 20 });
  const division = query.one('division');
  // The overview answers at most a hundred rows at a time.
  const size = Math.min(query.size, 100);
  const found = useQuery({
    queryKey: ['overview', division, query.page, size],
    queryFn: () => loadOverview(division, query.page, size),
    placeholderData: keepPreviousData,
  });
  if (found.error) return <Failed page={t('shell.overview')} error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  return <Shown overview={found.data} query={{ ...query, size }} />;
}

function Shown({ overview, query }: { overview: Overview; query: ListQuery }) {
  const { t } = useTranslation();
  const { division, above, totals, tiles, programmes } = overview;
  return (
    <>
      <PageHead
        title={t('overview.title', { division: division.name })}
        purpose={t('overview.purpose')}
        {...(above ? { parents: [{ title: above.name, path: overviewOf(above.code) }] } : {})}
      />
      <div className="stack">
        <Totals totals={totals} />
        {tiles.length > 0 && (
          <section className="card">
            <Tiles tiles={tiles} />
          </section>
        )}
        <OverviewTable programmes={programmes} query={query} />
      </div>
    </>
  );
}

const overviewOf = (code: string): string => `${paths.overview}?division=${code}`;

/** The sums of the place; each opens the list that it counts. */
function Totals({ totals }: { totals: Overview['totals'] }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const of = `division=${totals.division_code}`;
  const running = `${of}&programme_state=running`;
  const facts = [
    { label: labels.noun('programmes'), value: totals.programmes, path: `${paths.programmes}?${of}&state=running` },
    { label: t('overview.tasks'), value: totals.tasks, path: `${paths.tasks}?${running}` },
    { label: t('overview.confirmed'), value: totals.confirmed, path: `${paths.tasks}?${running}&state=confirmed` },
    {
      label: t('overview.late'),
      value: totals.late,
      path: `${paths.tasks}?${running}&punctuality=late`,
      bad: totals.late > 0,
    },
    { label: t('overview.due_soon'), value: totals.due_soon, path: `${paths.tasks}?${running}&punctuality=due_soon` },
    {
      label: t('overview.targets_met'),
      value: `${totals.targets_met}/${totals.targets}`,
      path: `${paths.targets}?${of}`,
    },
  ];
  return (
    <ul className="overview-totals">
      {facts.map(({ label, value, path, bad }) => (
        <li key={label}>
          <Link to={path} className={bad ? 'card overview-bad' : 'card'}>
            <strong>{value}</strong>
            <span>{label}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Tiles({ tiles }: { tiles: Overview['tiles'] }) {
  const { t } = useTranslation();
  const shown: Tile[] = tiles.map((tile) => ({
    id: tile.division_code,
    name: tile.name,
    value: tile.programmes === 0 ? '—' : `${tile.tasks === 0 ? 0 : Math.round((tile.confirmed / tile.tasks) * 100)}%`,
    detail:
      tile.programmes === 0
        ? t('overview.tile_none')
        : t(tile.late > 0 ? 'overview.tile_late' : 'overview.tile_calm', {
            programmes: tile.programmes,
            late: tile.late,
          }),
    step: stepOf(tile),
    path: overviewOf(tile.division_code),
  }));
  return (
    <TileGrid
      title={t('overview.tiles')}
      tiles={shown}
      legend={[
        { step: 0, label: t('overview.step_0') },
        { step: 1, label: t('overview.step_1') },
        { step: 2, label: t('overview.step_2') },
        { step: 3, label: t('overview.step_3') },
        { step: 4, label: t('overview.step_4') },
        { step: null, label: t('overview.tile_none') },
      ]}
      head={[t('overview.division'), t('overview.done_share'), t('overview.state')]}
    />
  );
}

/** Coloured by the share of tasks that are late: nothing late and all done is the best. */
function stepOf({ programmes, tasks, confirmed, late }: Overview['tiles'][number]): Tile['step'] {
  if (programmes === 0) return null;
  if (tasks > 0 && confirmed === tasks) return 4;
  const share = tasks === 0 ? 0 : late / tasks;
  return share === 0 ? 3 : share < 0.1 ? 2 : share < 0.25 ? 1 : 0;
}
