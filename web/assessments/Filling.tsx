import { Alert, Button } from 'antd';
import { useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { itemsOf } from '#domain/assessments/rules.ts';
import { useTexts } from '../i18n/texts.ts';
import { useWords } from '../i18n/words.ts';
import { paths } from '../paths.ts';
import type { Assessment } from './assessments.ts';
import { ConflictLine, Notes } from './BesideQuestion.tsx';
import { FillHead } from './FillHead.tsx';
import { FinishBar } from './FinishBar.tsx';
import { Question } from './Question.tsx';
import { texts } from './texts.ts';
import { useDraft } from './useDraft.ts';
import { Withdrawn } from './Withdrawn.tsx';

/** One dimension on a screen; the address says which, so that leaving and coming back shows the same. */
export function Filling({ assessment }: { assessment: Assessment }) {
  const t = useTexts(texts);
  const words = useWords();
  const [params, setParams] = useSearchParams();
  const top = useRef<HTMLHeadingElement>(null);
  const draft = useDraft(assessment);
  const { content, profile, notes } = assessment;
  const items = itemsOf(content, profile);
  const parts = content.dimensions.filter(({ code }) => items.some(({ dimension }) => dimension === code));
  const open = items.find(({ code }) => !draft.answeredItems.has(code));
  // Where one began stays in sight, however many answers are given.
  const [first] = useState(open?.dimension ?? parts[0]?.code);
  const wanted = params.get('part') ?? first;
  const place = Math.max(
    0,
    parts.findIndex(({ code }) => code === wanted),
  );
  const part = parts[place];
  const go = (code: string | undefined) => {
    if (code === undefined) return;
    void draft.flush();
    setParams({ part: code }, { replace: true, preventScrollReset: true });
    requestAnimationFrame(() => {
      top.current?.focus({ preventScroll: true });
      top.current?.scrollIntoView({ block: 'start' });
    });
  };
  const ownNote = (item: string) => notes.find((one) => one.item === item && one.mine)?.note;
  if (draft.answers.state !== 'draft')
    return (
      <Alert
        type="warning"
        showIcon
        title={t('closed_meanwhile')}
        action={<Button href={paths.assessment(assessment.id)}>{t('see_result')}</Button>}
      />
    );
  return (
    <div className="fill">
      <Withdrawn assessment={assessment} version={draft.answers.version} unsent={draft.unsent} />
      <FillHead
        parts={parts}
        items={items}
        answered={draft.answeredItems}
        state={draft.state}
        present={part?.code}
        go={go}
      />
      {part && (
        <section aria-labelledby="part-title" className="fill-part">
          <h2 id="part-title" ref={top} tabIndex={-1}>
            {part.code} {words(part.title)}
          </h2>
          <p className="muted fill-keys">{t('keys')}</p>
          {items
            .filter(({ dimension }) => dimension === part.code)
            .map((item) => {
              const given = draft.of(item.code);
              const note = given.note ?? ownNote(item.code);
              const conflict = draft.conflicts.find((one) => one.item === item.code);
              return (
                <Question
                  key={item.code}
                  item={item}
                  firm={assessment.enterprise}
                  given={note === undefined ? given : { ...given, note }}
                  kept={draft.answers.answers.find((one) => one.item === item.code)}
                  notes={<Notes of={notes.filter((one) => one.item === item.code && !one.mine)} />}
                  conflict={
                    conflict && (
                      <ConflictLine
                        conflict={conflict}
                        mine={given.answer}
                        decide={(whose) => draft.decide(item.code, whose)}
                      />
                    )
                  }
                  onChange={(change) => draft.change(item.code, change)}
                />
              );
            })}
        </section>
      )}
      <FinishBar
        assessment={assessment}
        draft={draft}
        missing={items.filter(({ code }) => !draft.answeredItems.has(code))}
        before={parts[place - 1]?.code}
        after={parts[place + 1]?.code}
        go={go}
      />
    </div>
  );
}
