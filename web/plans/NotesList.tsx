import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Draft } from '#domain/plans/schema.ts';
import { Tag } from '../ui/StateTag.tsx';
import type { CardActs } from './ElementCard.tsx';
import { useNoteWords } from './useNoteWords.ts';

type Props = { draft: Draft; active: string | null; hovered: string | null; acts: CardActs };

/** What the reader was not sure of, or where the text contradicts itself: first of all, because it decides. */
export function NotesList({ draft, active, hovered, acts }: Props) {
  const { t } = useTranslation();
  const wordsOf = useNoteWords();
  if (draft.notes.length === 0) return null;
  return (
    <section className="draft-section draft-notes" aria-label={t('plans.section_notes')}>
      <h3>
        {t('plans.section_notes')}
        <span className="muted draft-count">{t('plans.count', { count: draft.notes.length })}</span>
      </h3>
      {draft.notes.map(({ id, level, message, source }) => (
        <div
          key={id}
          className={`draft-note ${active === id ? 'draft-active' : ''} ${hovered === id ? 'draft-hovered' : ''}`}
        >
          <button type="button" className="draft-line" disabled={source === null} onClick={() => acts.pick(id)}>
            <Tag tone={level === 'conflict' ? 'bad' : 'warn'}>
              {level === 'conflict' ? t('plans.conflict') : t('plans.unsure')}
            </Tag>
            <span className="draft-title">{wordsOf(message)}</span>
          </button>
          {!acts.readOnly && (
            <Button size="small" onClick={() => acts.confirm(id)}>
              {t('plans.note_seen')}
            </Button>
          )}
        </div>
      ))}
    </section>
  );
}
