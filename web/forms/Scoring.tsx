import { Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/texts.ts';
import type { Content } from './forms.ts';
import { texts } from './texts.ts';

type Rules = Content['scoring'];

/** Cut-offs, caps by key items, what may be not applicable, and when the next test is due. */
export function Scoring({ content, onChange }: { content: Content; onChange: ((content: Content) => void) | null }) {
  const t = useTexts(texts);
  const { scoring } = content;
  const put = (part: Partial<Rules>) => onChange?.({ ...content, scoring: { ...scoring, ...part } });
  const number = (label: string, value: number, set: (value: number) => void, most = 100): ReactNode => (
    <Line label={label}>
      <InputNumber
        aria-label={label}
        value={value}
        min={0}
        max={most}
        disabled={!onChange}
        onChange={(next) => set(next ?? 0)}
      />
    </Line>
  );
  return (
    <section className="card form-scoring">
      {number(
        t('minutes'),
        content.minutes,
        (minutes) => onChange?.({ ...content, minutes: Math.max(1, minutes) }),
        600,
      )}
      {(['A', 'B', 'C'] as const).map((grade) => (
        <div key={grade}>
          {number(t('cutoff', { grade }), scoring.cutoffs[grade], (value) =>
            put({ cutoffs: { ...scoring.cutoffs, [grade]: value } }),
          )}
        </div>
      ))}
      {scoring.caps.map((cap, place) => (
        <div key={cap.grade} className="row">
          {number(
            t('cap'),
            cap.missing,
            (missing) => put({ caps: scoring.caps.with(place, { ...cap, missing: Math.max(1, missing) }) }),
            60,
          )}
          <Line label={t('cap_grade')}>
            <Select
              aria-label={t('cap_grade')}
              value={cap.grade}
              disabled={!onChange}
              options={(['B', 'C', 'D'] as const).map((value) => ({ value, label: value }))}
              onChange={(grade) => put({ caps: scoring.caps.with(place, { ...cap, grade }) })}
            />
          </Line>
        </div>
      ))}
      {number(t('na_share'), Math.round(scoring.na_share * 100), (share) => put({ na_share: share / 100 }))}
      {(['A', 'B', 'C', 'D'] as const).map((grade) => (
        <div key={grade}>
          {number(
            t('retest_days', { grade }),
            scoring.retest_days[grade],
            (days) => put({ retest_days: { ...scoring.retest_days, [grade]: Math.max(1, days) } }),
            3_650,
          )}
        </div>
      ))}
      <Line label={t('certainty')}>
        <Select
          aria-label={t('certainty')}
          value={scoring.certainty}
          disabled={!onChange}
          options={(['T', 'P', 'M'] as const).map((value) => ({ value, label: t(`certainty_${value}`) }))}
          onChange={(certainty) => put({ certainty })}
        />
      </Line>
      <Line label={t('basis')}>
        <Input.TextArea
          aria-label={t('basis')}
          value={scoring.basis.zh}
          maxLength={300}
          autoSize
          disabled={!onChange}
          onChange={(event) => put({ basis: { ...scoring.basis, zh: event.target.value } })}
        />
      </Line>
    </section>
  );
}

const Line = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="form-line">
    <span>{label}</span>
    {children}
  </div>
);
