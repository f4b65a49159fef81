import { useTranslation } from 'react-i18next';
import type { Tone } from './StateTag.tsx';
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
  const passed = time === undefined ? '' : t('ui.progress_time', { share: Math.round(clamp(time) * 100) });
  return (
    <div className="progress">
      <div className="progress-track" role="img" aria-label={[`${label}：${words}`, passed].filter(Boolean).join('，')}>
        <div className={`progress-fill fill-${look}`} style={{ width: `${clamp(share) * 100}%` }} />
        {time !== undefined && (
          <div className="progress-time" style={{ left: `${clamp(time) * 100}%` }} title={passed} />
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

const clamp = (share: number): number => Math.min(1, Math.max(0, share));

/** Share of the period that has passed on a day, 0 to 1; undefined without a period. Days are ISO text. */
export function timeShare(from: string | null, to: string | null, today: string): number | undefined {
  if (!from || !to) return undefined;
  const [start, end, now] = [from, to, today].map((day) => Date.parse(`${day}T00:00:00Z`));
  if (start === undefined || end === undefined || now === undefined || end <= start) return undefined;
  return clamp((now - start) / (end - start));
}
