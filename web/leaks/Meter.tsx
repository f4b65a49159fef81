import { Link } from 'react-router';
import { burdenStep, type Readiness, type ReadinessFact } from '#domain/leaks/readiness.ts';
import { placeOf, useReadinessSay } from './readiness.ts';
import type { ReadinessText } from './readiness-texts.ts';

/** Six parts side by side, each as full as its facts; the percent in words. */
export function MeterBar({ readiness }: { readiness: Readiness }) {
  const say = useReadinessSay();
  const words = readiness.parts.map(({ part, met, missing }) =>
    say('part_of', { part: say(`part_${part}`), met: met.length, total: met.length + missing.length }),
  );
  return (
    <div className="meter-small">
      <div className="meter-bar" role="img" aria-label={words.join('；')}>
        {readiness.parts.map(({ part, met, missing }, at) => (
          <div key={part} className="meter-part" title={words[at]}>
            <div className="meter-fill" style={{ width: `${(100 * met.length) / (met.length + missing.length)}%` }} />
          </div>
        ))}
      </div>
      <strong>{say('percent', { percent: readiness.percent })}</strong>
    </div>
  );
}

/** Words of a fact stand under its name with a low line for the point. */
const wordOf = (kind: 'fact' | 'fix', fact: ReadinessFact): ReadinessText =>
  // texts name exactly the facts of domain/leaks/readiness.ts; readiness.test.ts checks that none is left out.
  `${kind}_${fact.replace('.', '_')}` as ReadinessText;

/** The meter in full: every missing fact with how to make it up, and where. */
export function Meter({ readiness, secret, leak }: { readiness: Readiness; secret: string; leak?: string }) {
  const say = useReadinessSay();
  return (
    <>
      <MeterBar readiness={readiness} />
      <ul className="plain-list meter-list">
        {readiness.parts.map(({ part, missing }) => (
          <li key={part}>
            <strong>{say(`part_${part}`)}</strong> <span className="muted">{say(`step_${burdenStep[part]}`)}</span>{' '}
            {missing.length === 0 ? (
              <span className="good">{say('complete')}</span>
            ) : (
              <span className="warn">{say('missing', { count: missing.length })}</span>
            )}
            <ul className="plain-list meter-missing">
              {missing.map((fact) => (
                <li key={fact}>
                  <span aria-hidden="true">☐ </span>
                  {say(wordOf('fact', fact))}
                  <div className="muted in-text">
                    {say(wordOf('fix', fact))}{' '}
                    <Link
                      to={placeOf(fact, { secret, ...(leak ? { leak } : {}) })}
                      aria-label={`${say('fix')}：${say(wordOf('fact', fact))}`}
                    >
                      {say('fix')}
                    </Link>
                  </div>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  );
}
