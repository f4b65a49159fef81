import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { useWords } from '../i18n/words.ts';
import { dayLabel } from '../ui/DayText.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { type Result, useAnswerWords } from './assessments.ts';
import { texts } from './texts.ts';

/** The six classes of measures that a court looks for, and which are in place. */
export function Classes({ covered }: { covered: readonly number[] }) {
  const t = useTexts(texts);
  return (
    <section className="card">
      <h2>{t('classes', { count: covered.length })}</h2>
      <ol className="class-list">
        {([1, 2, 3, 4, 5, 6] as const).map((one) => (
          <li key={one}>
            <Tag tone={covered.includes(one) ? 'good' : 'bad'}>
              {t(covered.includes(one) ? 'covered' : 'not_covered')}
            </Tag>
            <span>
              {one}. {t(`class_${one}`)}
            </span>
          </li>
        ))}
      </ol>
      <p className="muted">{t('classes_why')}</p>
    </section>
  );
}

/** What changed since the assessment before, better first. */
export function Changes({ result: { previous, content } }: { result: Result }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const words = useWords();
  const wordOf = useAnswerWords();
  if (!previous) return <p className="muted">{t('first_time')}</p>;
  const { changes, finished_on, score, grade } = previous;
  // What did not apply, or does not now, is neither better nor worse.
  const gain = ({ from, to }: (typeof changes)[number]): number =>
    typeof from === 'number' && typeof to === 'number' ? to - from : 0;
  const rows = [...changes].sort((a, b) => gain(b) - gain(a));
  return (
    <section className="card">
      <h2>{t('changes', { day: dayLabel(finished_on, language), score, grade })}</h2>
      <p className="row">
        <Tag tone="good">{t('better', { count: rows.filter((one) => gain(one) > 0).length })}</Tag>
        <Tag tone="bad">{t('worse', { count: rows.filter((one) => gain(one) < 0).length })}</Tag>
      </p>
      {rows.length === 0 && <p>{t('changes_none')}</p>}
      <ul className="weak-list">
        {rows.map(({ item, from, to }) => {
          const question = content.items.find(({ code }) => code === item)?.question;
          return (
            <li key={item}>
              <strong>{item}</strong> {question ? words(question) : ''}
              <div className="muted">
                {wordOf(from)} → {wordOf(to)}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Averages of others, never from fewer than the least number of firms. */
export function Sector({ result: { sector, sector_least: least, score } }: { result: Result }) {
  const t = useTexts(texts);
  const apart = (average: number): string => {
    const difference = Math.round(((score ?? 0) - average) * 10) / 10;
    return difference > 0 ? `+${difference}` : `${difference}`;
  };
  return (
    <section className="card">
      <h2>{t('sector')}</h2>
      {sector.length === 0 && <p className="muted">{t('sector_none', { least })}</p>}
      {sector.length > 0 && (
        <dl className="facts">
          {sector.map(({ scope, place, firms, average }) => (
            <div key={scope} className="sector-line">
              <dt>{t(`sector_${scope}`, { place, firms })}</dt>
              <dd>{t('sector_average', { average, difference: apart(average) })}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
