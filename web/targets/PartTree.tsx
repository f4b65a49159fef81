import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { remainder } from '#domain/targets/rules.ts';
import { paths } from '../paths.ts';
import { useStanding } from '../standing.ts';
import { Tag } from '../ui/StateTag.tsx';
import type { Target } from './targets.ts';
import { ValueBar } from './ValueBar.tsx';
import { useAim } from './words.ts';

/** The parts handed down, each with its own number; their sums beside the whole. */
export function PartTree({ target: { parts, value, unit, current, part_sums } }: { target: Target }) {
  const { t } = useTranslation();
  const standing = useStanding();
  const aim = useAim();
  if (parts.length === 0) return null;
  const left = remainder(
    value,
    parts.map((part) => part.value),
  );
  return (
    <section className="card" aria-labelledby="target-parts">
      <h2 id="target-parts">{t('targets.parts_of', { count: parts.length })}</h2>
      <p className="target-sum">
        <span>{t('targets.parts_aim', { sum: `${part_sums.aim ?? 0}${unit}`, whole: `${value}${unit}` })}</span>
        {left !== 0 && (
          <span className="muted">
            {left > 0 ? t('targets.split_left', { count: left }) : t('targets.split_over', { count: -left })}
          </span>
        )}
        {part_sums.current !== null && current !== null && (
          <span>{t('targets.parts_current', { sum: `${part_sums.current}${unit}`, whole: `${current}${unit}` })}</span>
        )}
      </p>
      <ul className="plain-list">
        {parts.map((part) => {
          const { tone, label } = standing(part.standing);
          return (
            <li key={part.id} className="target-part">
              <span>
                <Link to={paths.target(part.id)}>{part.division_name ?? part.organisation_name}</Link>{' '}
                <small className="muted">{aim(part)}</small>
              </span>
              <ValueBar target={part} />
              <Tag tone={tone}>{label}</Tag>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
