import { Button, Checkbox, Input } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { Link } from 'react-router';
import type { PrefillKey } from '#domain/forms/schema.ts';
import type { Act } from '#domain/permissions.ts';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { useWords } from '../i18n/words.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { dayLabel } from '../ui/DayText.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { type Item, type ShownAnswer, useAnswerWords } from './assessments.ts';
import type { Mine } from './draft.ts';
import { texts } from './texts.ts';

const values = [1, 0.5, 0, 'na'] as const;

type Given = Pick<Mine, 'answer' | 'reason' | 'supported' | 'note'>;

type Props = {
  item: Item;
  firm: string;
  given: Given;
  /** What the server has: source and who. */
  kept?: ShownAnswer | undefined;
  /** Notes of others, below. */
  notes?: ReactNode;
  conflict?: ReactNode;
  onChange: (part: Partial<Given>) => void;
};

/** One question with its four answers, help, evidence, reason and note. */
export function Question({ item, firm, given, kept, notes, conflict, onChange }: Props) {
  const t = useTexts(texts);
  const words = useWords();
  const wordOf = useAnswerWords();
  const { code, key, question, why, help, evidence } = item;
  const name = `${code} ${words(question)}`;
  return (
    <fieldset className="question" id={`item-${code}`} data-answered={given.answer !== null}>
      <legend>
        <span className="question-code">{code}</span> {words(question)}{' '}
        {key && (
          <span title={t('key_why')}>
            <Tag tone="warn">{t('key_item')}</Tag>
          </span>
        )}
      </legend>
      <p className="muted question-why">{words(why)}</p>
      <div className="answers" role="radiogroup" aria-label={name}>
        {values.map((value, place) => (
          // biome-ignore lint/a11y/useSemanticElements: a large button, with its number as a key
          <button
            key={value}
            type="button"
            role="radio"
            aria-checked={given.answer === value}
            className={`answer answer-${String(value).replace('.', '')}`}
            tabIndex={given.answer === value || (given.answer === null && place === 0) ? 0 : -1}
            onClick={() => onChange({ answer: value })}
            onKeyDown={(event) => moveAnswer(event, onChange)}
          >
            {wordOf(value)}
          </button>
        ))}
      </div>
      {given.answer === 'na' && (
        <div className="question-field">
          <label htmlFor={`reason-${code}`}>{t('reason')}</label>
          <Input
            id={`reason-${code}`}
            value={given.reason}
            maxLength={500}
            placeholder={t('reason_hint')}
            status={given.reason.trim() === '' ? 'error' : ''}
            onChange={(event) => onChange({ reason: event.target.value })}
          />
        </div>
      )}
      {(given.answer === 1 || given.answer === 0.5) && (
        <div className="question-field">
          <Checkbox checked={given.supported} onChange={(event) => onChange({ supported: event.target.checked })}>
            {t('evidence_ready')}
          </Checkbox>
          <div className="muted">{t('evidence_hint', { evidence: words(evidence) })}</div>
        </div>
      )}
      <Known kept={kept} given={given} firm={firm} />
      {conflict}
      <details className="question-help">
        <summary>{t('help')}</summary>
        <p>{words(help)}</p>
      </details>
      {notes}
      <Note key={code} given={given} onChange={onChange} />
    </fieldset>
  );
}

/** 1 to 4 answer at once; arrows go from answer to answer, as in any group of choices. */
function moveAnswer(event: React.KeyboardEvent<HTMLButtonElement>, onChange: Props['onChange']): void {
  const chosen = values[Number(event.key) - 1];
  if (chosen !== undefined) onChange({ answer: chosen });
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const buttons = [...(event.currentTarget.parentElement?.children ?? [])];
  const next = (buttons.indexOf(event.currentTarget) + step + values.length) % values.length;
  const button = buttons[next];
  if (button instanceof HTMLButtonElement) button.focus();
  const value = values[next];
  if (value !== undefined) onChange({ answer: value });
}

/** Where a pre-filled answer comes from, as long as nobody changed it. */
function Known({ kept, given, firm }: Pick<Props, 'kept' | 'given' | 'firm'>) {
  const t = useTexts(texts);
  const language = useLanguage();
  const may = useMay();
  if (!kept?.source || kept.answer !== given.answer) return null;
  const { key, count, on } = kept.source;
  const source = t(`source_${key}`, { count, on: on ? dayLabel(on, language) : '—' });
  const [act, page] = sources[key];
  return (
    <p className="question-known">
      {t('known_from', { source })}{' '}
      <Link to={page !== undefined && may(act) ? page : paths.enterprise(firm)}>{t('source_see')}</Link>
    </p>
  );
}

/** Where the rows behind a pre-filled answer and their proofs are seen; whoever may not sees the counts of the firm. */
const sources = {
  liaison_registered: ['enterprise.show', undefined],
  documents_adopted: ['document.list', paths.documents],
  register_reviewed: ['secret.list', paths.secrets],
  agreements_signed: ['agreement.list', paths.agreements],
  trainings_held: ['learning.list', paths.learnings],
  exits_complete: ['member.list', paths.members],
} as const satisfies Record<PrefillKey, readonly [Act, string | undefined]>;

function Note({ given, onChange }: Pick<Props, 'given' | 'onChange'>) {
  const t = useTexts(texts);
  const id = useId();
  const [open, setOpen] = useState(false);
  if (!open && given.note === undefined)
    return (
      <Button type="link" size="small" className="question-note" onClick={() => setOpen(true)}>
        {t('note_add')}
      </Button>
    );
  return (
    <div className="question-field">
      <label htmlFor={id}>{t('note')}</label>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={2000}
        defaultValue={given.note ?? ''}
        placeholder={t('note_hint')}
        onChange={(event) => onChange({ note: event.target.value })}
      />
    </div>
  );
}
