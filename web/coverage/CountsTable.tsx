import { Link } from 'react-router';
import { useTexts } from '../i18n/texts.ts';
import { type Counts, firmsPath, percentOf } from './coverage.ts';
import { texts } from './texts.ts';

type Row = Counts & {
  readonly key: string;
  readonly name: string;
  /** A page of its own, such as that of a division. */
  readonly to?: string;
  readonly filter: Readonly<Record<string, string | null>>;
};

type Props = {
  title: string;
  head: string;
  rows: readonly Row[];
  /** The sum below the rows. */
  total: Omit<Row, 'key' | 'name'>;
};

const gradeKeys = ['A', 'B', 'C', 'D'] as const;

/** Coverage and grades of each place, section or size; every number leads to its firms. */
export function CountsTable({ title, head, rows, total }: Props) {
  const say = useTexts(texts);
  const heads = [say('firms'), say('assessed'), say('coverage'), say('average'), ...gradeKeys];
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must be reached by keyboard */}
      <section className="coverage-scroll" aria-label={title} tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{head}</th>
              {heads.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Line key={row.key} row={row} />
            ))}
          </tbody>
          <tfoot>
            <Line row={{ ...total, key: '', name: say('sum') }} />
          </tfoot>
        </table>
      </section>
    </section>
  );
}

function Line({ row }: { row: Row }) {
  return (
    <tr>
      <th scope="row">{row.to ? <Link to={row.to}>{row.name}</Link> : row.name}</th>
      <Count value={row.firms} to={row.filter} />
      <Count value={row.assessed} to={{ ...row.filter, assessed: 'true' }} />
      <td>{percentOf(row.assessed, row.firms)}</td>
      <td>{row.average ?? '—'}</td>
      {gradeKeys.map((grade) => (
        <Count key={grade} value={row[grade]} to={{ ...row.filter, grade }} />
      ))}
    </tr>
  );
}

function Count({ value, to }: { value: number; to: Readonly<Record<string, string | null>> }) {
  return <td>{value === 0 ? 0 : <Link to={firmsPath(to)}>{value}</Link>}</td>;
}
