import './pictures.css';

/** A small line beside a number: the way there, not the values. `label` says in words what it shows. */
export function Sparkline({
  values,
  label,
  width = 96,
  height = 26,
}: {
  values: readonly (number | null)[];
  label: string;
  width?: number;
  height?: number;
}) {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const place = (value: number, at: number): string => {
    const x = values.length > 1 ? (at / (values.length - 1)) * (width - 6) + 3 : width / 2;
    const y = high > low ? height - 3 - ((value - low) / (high - low)) * (height - 6) : height / 2;
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  };
  const points = values.flatMap((value, at) => (value === null ? [] : [place(value, at)]));
  const [x, y] = (points.at(-1) ?? '').split(',');
  return (
    <svg
      className="sparkline"
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      <polyline points={points.join(' ')} fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinejoin="round" />
      {points.length > 0 && <circle cx={x} cy={y} r="2.6" fill="currentColor" />}
    </svg>
  );
}
