import { useTranslation } from 'react-i18next';
import { useLabels } from '../i18n/labels.ts';
import { InstantText } from '../ui/DayText.tsx';
import { Tag, type Tone } from '../ui/StateTag.tsx';
import { AttachedFiles } from './Attachments.tsx';
import type { Task } from './tasks.ts';

const tones: Readonly<Record<string, Tone>> = {
  report: 'good',
  confirm: 'good',
  return: 'bad',
  cancel: 'bad',
  reopen: 'warn',
  note: 'busy',
};

/** What was written on a task, newest first: who, when, with which act, and the files. */
export function NoteList({ task: { notes, parts } }: { task: Task }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const unitOf = (id: string | null): string | undefined => parts.find((part) => part.id === id)?.unit;
  return (
    <section className="card" aria-labelledby="task-notes">
      <h2 id="task-notes">{t('tasks.notes')}</h2>
      {notes.total === 0 && <p className="muted">{t('tasks.notes_none')}</p>}
      <ol className="plain-list timeline">
        {notes.rows.map(({ id, act, text, at, organisation_name, person_name, files, part }) => (
          <li key={id}>
            <div className="row">
              <strong>{organisation_name ?? unitOf(part) ?? '—'}</strong>
              {person_name && <span>{person_name}</span>}
              <Tag tone={tones[act] ?? 'plain'}>{labels.verb(act)}</Tag>
              {(act === 'return' || act === 'confirm') && unitOf(part) && <span className="muted">{unitOf(part)}</span>}
              <span className="muted">
                <InstantText at={at} />
              </span>
            </div>
            <p className="note-text">{text}</p>
            <AttachedFiles files={files} />
          </li>
        ))}
      </ol>
      {notes.total > notes.rows.length && (
        <p className="muted">{t('tasks.shown_of', { shown: notes.rows.length, count: notes.total })}</p>
      )}
    </section>
  );
}
