import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { useWords } from '../i18n/words.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { dayLabel } from '../ui/DayText.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { loadRemedies, type Result, useAnswerWords } from './assessments.ts';
import { texts } from './texts.ts';

/** What is weak, what to do about it, and the action that it became. Key items first, then by weight. */
export function WeakPoints({ result }: { result: Result }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const words = useWords();
  const wordOf = useAnswerWords();
  const may = useMay();
  const { enterprise, content, missed, answers } = result;
  const open = useQuery({
    queryKey: ['remedies', 'of', enterprise],
    queryFn: () => loadRemedies(enterprise),
    enabled: may('remedy.list') && missed.length > 0,
  });
  const weak = content.items
    .filter(({ code }) => missed.includes(code))
    .sort((a, b) => Number(b.key) - Number(a.key) || b.weight - a.weight);
  return (
    <section className="card">
      <h2>{t('weak_title', { count: weak.length })}</h2>
      {weak.length === 0 && <p>{t('weak_none')}</p>}
      <ul className="weak-list">
        {weak.map(({ code, question, key, remedy }) => {
          const action = open.data?.rows.find(({ item }) => item === code);
          const answer = answers.find(({ item }) => item === code)?.answer ?? 0;
          return (
            <li key={code}>
              <div className="row">
                <strong>
                  {code} {words(question)}
                </strong>
                {key && <Tag tone="warn">{t('key_item')}</Tag>}
                <Tag tone={answer === 0 ? 'bad' : 'warn'}>{wordOf(answer)}</Tag>
              </div>
              <div>{t('weak_how', { remedy: words(remedy) })}</div>
              {action && (
                <div className="row">
                  <Link to={paths.remedy(action.id)}>{t('action')}</Link>
                  {action.due_on && (
                    <span className="muted">{t('action_due', { day: dayLabel(action.due_on, language) })}</span>
                  )}
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {weak.length > 0 && may('remedy.list') && (
        <p>
          <Link to={`${paths.remedies}?enterprise=${enterprise}`}>{t('all_actions')}</Link>
        </p>
      )}
    </section>
  );
}
