import { useTranslation } from 'react-i18next';
import { useStanding } from '../standing.ts';
import { Progress } from '../ui/Progress.tsx';
import type { TargetRow } from './targets.ts';
import './targets.css';

/** The value against the aim and the time; what has no register says so and shows no bar, never a zero. */
export function ValueBar({ target }: { target: TargetRow }) {
  const { t } = useTranslation();
  const { subject_text, current, value, unit, elapsed, standing, override, computed } = target;
  const { tone, label } = useStanding()(standing);
  if (current === null) return <span className="muted">{label}</span>;
  return (
    <div className="target-value">
      <Progress
        label={subject_text}
        value={current}
        target={value}
        unit={unit}
        tone={tone}
        {...(elapsed === null ? {} : { time: elapsed })}
      />
      {override && (
        <small className="target-override">
          {computed === null
            ? t('targets.by_hand_only')
            : t('targets.by_hand_beside', { computed: `${computed}${unit}` })}
        </small>
      )}
    </div>
  );
}
