import { Link } from 'react-router';
import { ChartFrame } from './ChartFrame.tsx';
import './pictures.css';

export type Tile = {
  id: string;
  name: string;
  /** What is written large on the tile. */
  value: string;
  /** Below the value. */
  detail?: string;
  /** 0 (far behind) to 4 (reached): the colour; null is "nothing to count". */
  step: 0 | 1 | 2 | 3 | 4 | null;
  path?: string | undefined;
};

type Props = {
  title: string;
  tiles: readonly Tile[];
  legend: readonly { step: Tile['step']; label: string }[];
  head: readonly [string, string, string];
};

/** One tile for each region, instead of a map: colour and text say the same, every tile opens. */
export function TileGrid({ title, tiles, legend, head }: Props) {
  const rows = tiles.map(({ name, value, detail = '', path }) => [nameCell(name, path), value, detail]);
  return (
    <ChartFrame title={title} table={{ head, rows }}>
      <ul className="tile-legend">
        {legend.map(({ step, label }) => (
          <li key={label}>
            <span className={`tile-key ${stepClass(step)}`} aria-hidden="true" />
            {label}
          </li>
        ))}
      </ul>
      <ul className="tiles">
        {tiles.map((tile) => (
          <li key={tile.id}>
            <TileBox tile={tile} />
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}

const nameCell = (name: string, path: string | undefined) => (path ? <Link to={path}>{name}</Link> : name);

function TileBox({ tile: { name, value, detail, step, path } }: { tile: Tile }) {
  const inside = (
    <>
      <span className="tile-name">{name}</span>
      <strong>{value}</strong>
      {detail && <span className="tile-detail">{detail}</span>}
    </>
  );
  const look = `tile ${stepClass(step)}`;
  return path ? (
    <Link className={look} to={path}>
      {inside}
    </Link>
  ) : (
    <div className={look}>{inside}</div>
  );
}

const stepClass = (step: Tile['step']): string => `tile-step-${step ?? 'none'}`;
