import { articleWords } from '#papers/numbers.ts';
import { useTexts } from '../i18n/texts.ts';
import { DayText } from '../ui/DayText.tsx';
import { Tag, type Tone } from '../ui/StateTag.tsx';
import { type Document, useWords } from './documents.ts';
import { texts } from './texts.ts';

type Props = { basis: Document['basis']; numbers: Document['numbers']; rulesOn?: string };

const tones: Readonly<Record<string, Tone>> = { T: 'good', P: 'warn', M: 'warn' };

/** The laws of a text with version, article and how sure we are, and the dated numbers that it names. */
export function Basis({ basis, numbers, rulesOn }: Props) {
  const say = useTexts(texts);
  const words = useWords();
  const sure = (certainty: string) => (
    <Tag tone={tones[certainty] ?? 'warn'}>
      {certainty === 'T' ? say('sure_T') : certainty === 'P' ? say('sure_P') : say('sure_M')}
    </Tag>
  );
  const measured = ({ value, unit }: Props['numbers'][number]): string =>
    unit === 'month' || unit === 'percent' || unit === 'times' ? say(`unit_${unit}`, { value }) : value;
  return (
    <section className="card" aria-labelledby="document-basis">
      <h2 id="document-basis">{say('basis')}</h2>
      <ul className="plain-list document-basis">
        {basis.map(({ law, article, certainty, says }) => (
          <li key={`${law}${article}${says}`}>
            <span lang="zh-CN">
              {law}
              {articleWords(article)}
            </span>{' '}
            {sure(certainty)}
            <p className="muted" lang="zh-CN">
              {says}
            </p>
          </li>
        ))}
      </ul>
      {numbers.length > 0 && (
        <>
          <h3>
            {say('numbers')}{' '}
            {rulesOn && (
              <small className="muted">
                <DayText day={rulesOn} />
              </small>
            )}
          </h3>
          <ul className="plain-list document-basis">
            {numbers.map((number) => (
              <li key={number.key}>
                {words.pair(number)} <strong>{measured(number)}</strong> {sure(number.certainty)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
