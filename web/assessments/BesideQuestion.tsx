import { Button } from 'antd';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { instantLabel } from '../ui/DayText.tsx';
import { type Assessment, useAnswerWords } from './assessments.ts';
import type { Conflict, Mine } from './draft.ts';
import { texts } from './texts.ts';

/** Two people answered one question differently: who, when, and which one stands. */
export function ConflictLine({
  conflict: { theirs },
  mine,
  decide,
}: {
  conflict: Conflict;
  mine: Mine['answer'];
  decide: (whose: 'mine' | 'theirs') => void;
}) {
  const t = useTexts(texts);
  const language = useLanguage();
  const wordOf = useAnswerWords();
  return (
    <div className="question-conflict" role="alert">
      <p>
        {t('conflict', {
          who: theirs.by_name ?? theirs.org_name ?? t('conflict_somebody'),
          answer: wordOf(theirs.answer),
          when: instantLabel(theirs.at, language),
          mine: wordOf(mine),
        })}
      </p>
      <div className="row">
        <Button onClick={() => decide('theirs')}>{t('conflict_theirs')}</Button>
        <Button onClick={() => decide('mine')}>{t('conflict_mine')}</Button>
      </div>
    </div>
  );
}

/** Notes of others who filled: of the office for the firm, of colleagues. */
export function Notes({ of }: { of: Assessment['notes'] }) {
  const t = useTexts(texts);
  return of.map(({ organisation, organisation_name, by_name, note }) => (
    <p key={`${organisation} ${by_name} ${note}`} className="question-their-note">
      {t('note_of', { who: by_name ?? organisation_name ?? t('conflict_somebody'), note })}
    </p>
  ));
}
