import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { Failed } from '../ui/Failed.tsx';
import { LineChart } from '../ui/LineChart.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { CountsTable } from './CountsTable.tsx';
import { type Coverage, coverageQuery, firmsPath, percentOf, useKindNames } from './coverage.ts';
import { MissedItems } from './MissedItems.tsx';
import { texts } from './texts.ts';
import './coverage.css';

/** How far the firms of a place are reached and assessed; every number leads to its firms (C24). */
export function CoveragePage() {
  const labels = useLabels();
  const [params] = useSearchParams();
  const found = useQuery(coverageQuery(params.get('division') ?? undefined));
  if (found.error)
    return <Failed page={labels.noun('coverage')} error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  return <Shown coverage={found.data} />;
}

const placePath = (code: string): string => `${paths.coverage}?division=${code}`;

function Shown({ coverage }: { coverage: Coverage }) {
  const labels = useLabels();
  const say = useTexts(texts);
  const { scope, division, division_name, above, total } = coverage;
  const served = scope === 'served';
  const name = served ? say('served') : (division_name ?? '');
  return (
    <>
      <PageHead
        title={`${labels.noun('coverage')} · ${name}`}
        purpose={say(served ? 'purpose_served' : 'purpose')}
        parents={above.map((one) => ({ title: one.name, path: placePath(one.code) }))}
      />
      {total.firms === 0 ? (
        <Empty title={say('empty')} text={say(served ? 'empty_served' : 'empty_why')} />
      ) : (
        <>
          <Figures coverage={coverage} />
          <Tables coverage={coverage} />
          <Months coverage={coverage} />
          <MissedItems division={division ?? undefined} />
        </>
      )}
    </>
  );
}

const gradeKeys = ['A', 'B', 'C', 'D'] as const;

/** The numbers that matter, each a way to its firms. */
function Figures({ coverage: { total, division } }: { coverage: Coverage }) {
  const say = useTexts(texts);
  const { firms, assessed, contact_points, contact_assessed, average } = total;
  const figures = [
    {
      name: say('coverage'),
      value: percentOf(assessed, firms),
      note: say('of', { part: assessed, all: firms }),
      to: { assessed: true },
    },
    {
      name: say('not_assessed'),
      value: say('firms_count', { count: firms - assessed }),
      note: '',
      to: { assessed: false },
    },
    {
      ...{ name: say('contact_coverage'), value: percentOf(contact_assessed, contact_points) },
      ...{ note: say('of', { part: contact_assessed, all: contact_points }), to: { contact_point: true } },
    },
    {
      name: say('average'),
      value: average === null ? '—' : say('points', { score: average }),
      note: '',
      to: { assessed: true, sort: 'score' },
    },
    ...gradeKeys.map((grade) => ({
      ...{
        name: say('grade', { grade }),
        value: say('firms_count', { count: total[grade] }),
        note: percentOf(total[grade], assessed),
        to: { grade },
      },
    })),
  ];
  return (
    <div className="coverage-figures">
      {figures.map(({ name, value, note, to }) => (
        <Link key={name} className="card coverage-figure" to={firmsPath({ division, ...to })}>
          <span>{name}</span>
          <strong>{value}</strong>
          <small className="muted">{note}</small>
        </Link>
      ))}
    </div>
  );
}

/** From the largest down, the unknown last. */
const sizeOrder: readonly string[] = ['large', 'medium', 'small', 'micro'];
const rankOfSize = (size: string): number => (sizeOrder.includes(size) ? sizeOrder.indexOf(size) : sizeOrder.length);

function Tables({ coverage: { parts, sections, sizes, division, total } }: { coverage: Coverage }) {
  const say = useTexts(texts);
  const names = useKindNames();
  const whole = { ...total, filter: { division } };
  return (
    <div className="coverage-tables">
      {parts.some(({ firms }) => firms > 0) && (
        <CountsTable
          title={say('by_part')}
          head={say('place')}
          total={whole}
          rows={parts
            .filter(({ firms }) => firms > 0)
            .map((row) => ({
              ...row,
              key: row.division,
              name: row.name,
              to: placePath(row.division),
              filter: { division: row.division },
            }))}
        />
      )}
      <CountsTable
        title={say('by_section')}
        head={say('section')}
        total={whole}
        rows={sections.map((row) => ({
          ...{ ...row, key: row.section, name: names.section(row.section) },
          filter: { division, section: row.section },
        }))}
      />
      <CountsTable
        title={say('by_size')}
        head={say('size')}
        total={whole}
        rows={[...sizes]
          .sort((one, other) => rankOfSize(one.size) - rankOfSize(other.size))
          .map((row) => ({
            ...row,
            key: row.size,
            name: names.size(row.size),
            filter: { division, scale: row.size },
          }))}
      />
    </div>
  );
}

function Months({ coverage: { months } }: { coverage: Coverage }) {
  const say = useTexts(texts);
  return (
    <section className="card coverage-months" aria-label={say('months')}>
      <LineChart
        title={say('months')}
        axis={say('month')}
        points={months.map(({ month }) => month)}
        series={[
          { name: say('reached'), values: months.map(({ reached }) => reached) },
          { name: say('finished'), values: months.map(({ finished }) => finished), dashed: true },
        ]}
      />
    </section>
  );
}
