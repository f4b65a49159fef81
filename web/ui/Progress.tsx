import { useTranslation } from 'react-i18next';
import type { Tone } from './StateTag.tsx';
import { clampShare } from './timeShare.ts';
import './pictures.css';

type Props = {
  /** What is counted, for screen readers. */
  label: string;
  value: number;
  target: number;
  unit?: string;
  /** Share of the time that has passed, 0 to 1: a mark on the bar, so that value and time compare at a glance. */
  time?: number;
  tone?: Tone;
  /** Only the bar, when the numbers stand beside it already. */
  bare?: boolean;
};

/** A value against its target, and against time. Behind the time by more than a tenth it turns to warning. */
export function Progress({ label, value, target, unit = '', time, tone, bare }: Props) {
  const { t } = useTranslation();
  const share = target > 0 ? value / target : 0;
  const behind = time !== undefined && share < 1 && share < time - 0.1;
  const look = tone ?? (share >= 1 ? 'good' : behind ? 'warn' : 'busy');
  const words = t('ui.progress_of', { value: `${value}${unit}`, target: `${target}${unit}` });
  const passed = time === undefined ? '' : t('ui.progress_time', { share: Math.round(clampShare(time) * 100) });
  return (
    <div className="progress">
      <div
        className="progress-track"
        role="img"
        aria-label={[t('ui.pair', { name: label, value: words }), passed].filter(Boolean).join('，')}
      >
        <div className={`progress-fill fill-${look}`} style={{ width: `${clampShare(share) * 100}%` }} />
        {time !== undefined && (
          <div className="progress-time" style={{ left: `${clampShare(time) * 100}%` }} title={passed} />
        )}
      </div>
      {!bare && (
        <div className="progress-words">
          <strong>{value}</strong> / {target}
          {unit}
        </div>
      )}
    </div>
  );
}
