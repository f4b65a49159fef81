import { Button, Input } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { addDays } from '#domain/clock.ts';
import { useTexts } from '../i18n/texts.ts';
import { todayInChina } from '../ui/DayText.tsx';
import { Chips } from './Chips.tsx';
import { FindingInputs } from './FindingInputs.tsx';
import { visitTexts } from './texts.ts';
import { type Body, kinds, topics, useVisitWords } from './visits.ts';

/** What the form fills, whatever it is for: a new visit or the correction of one. */
export type Draft = Omit<Body, 'id' | 'enterprise' | 'told_at'>;

export const emptyDraft = (): Draft => ({
  kind: 'visit',
  visited_on: todayInChina(),
  present: [],
  topics: [],
  note: null,
  internal_note: null,
  next_on: null,
  findings: [],
  closes: [],
});

/** Why the draft cannot be saved yet, as a sentence; null when it can. */
export function useMissing(): (draft: Draft) => string | null {
  const say = useTexts(visitTexts);
  return ({ findings }) => {
    const empty = findings.findIndex(({ what }) => what.trim() === '');
    return empty < 0 ? null : say('need_what', { number: empty + 1 });
  };
}

type Props = {
  draft: Draft;
  onChange: (draft: Draft) => void;
  onSave: () => void;
  saving: boolean;
  /** Why it cannot be saved yet. */
  missing: string | null;
  /** Between the fields and the button: the server's answer. */
  answer?: ReactNode;
};

/** Everything but the firm, so that one thumb reaches it: kind, day, topics, findings; the rest behind "more". */
export function VisitForm({ draft, onChange, onSave, saving, missing, answer }: Props) {
  const say = useTexts(visitTexts);
  const words = useVisitWords();
  const id = useId();
  const { kind, visited_on, findings } = draft;
  const change = (part: Partial<Draft>): void => onChange({ ...draft, ...part });
  const toggleTopic = (topic: (typeof topics)[number]): void =>
    change({
      topics: draft.topics.includes(topic) ? draft.topics.filter((one) => one !== topic) : [...draft.topics, topic],
    });
  return (
    <form
      className="visit-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (missing === null) onSave();
      }}
    >
      <Chips
        label={say('kind')}
        options={kinds.map((value) => ({ value, label: words.kind(value) }))}
        chosen={[kind]}
        onPick={(value) => change({ kind: value })}
      />
      <div className="visit-day">
        <label htmlFor={`${id}-day`}>{say('visited_on')}</label>
        <Input
          id={`${id}-day`}
          type="date"
          max={todayInChina()}
          value={visited_on}
          onChange={(event) => event.target.value && change({ visited_on: event.target.value })}
        />
      </div>
      <Chips
        label={say('topics')}
        options={topics.map((value) => ({ value, label: words.topic(value) }))}
        chosen={draft.topics}
        onPick={toggleTopic}
      />
      <section aria-label={say('findings')}>
        <h2>{say('findings')}</h2>
        <FindingInputs findings={findings} visited_on={visited_on} onChange={(next) => change({ findings: next })} />
      </section>
      <More draft={draft} change={change} />
      {answer}
      <div className="visit-save">
        {missing !== null && <p className="muted">{missing}</p>}
        <Button type="primary" size="large" htmlType="submit" block loading={saving} disabled={missing !== null}>
          {say('save')}
        </Button>
      </div>
    </form>
  );
}

function More({ draft, change }: { draft: Draft; change: (part: Partial<Draft>) => void }) {
  const say = useTexts(visitTexts);
  const id = useId();
  const { present, note, internal_note, next_on, visited_on } = draft;
  // Kept as typed: the list is made of it, and splitting while one types would eat the separator.
  const [people, setPeople] = useState(present.join('、'));
  const text = (name: 'note' | 'internal_note', value: string | null, hint: string) => (
    <div>
      <label htmlFor={`${id}-${name}`}>{say(name)}</label>
      <Input.TextArea
        id={`${id}-${name}`}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={5000}
        placeholder={hint}
        value={value ?? ''}
        onChange={(event) => change({ [name]: event.target.value.trim() === '' ? null : event.target.value })}
      />
    </div>
  );
  return (
    <details className="card visit-more" open={present.length > 0 || note !== null || next_on !== null}>
      <summary>{say('more')}</summary>
      <NextDay next_on={next_on} visited_on={visited_on} change={change} />
      <div>
        <label htmlFor={`${id}-present`}>{say('present')}</label>
        <Input
          id={`${id}-present`}
          maxLength={1000}
          placeholder={say('present_hint')}
          value={people}
          onChange={(event) => {
            setPeople(event.target.value);
            change({ present: namesIn(event.target.value) });
          }}
        />
      </div>
      {text('note', note, say('note_hint'))}
      {text('internal_note', internal_note, say('internal_hint'))}
    </details>
  );
}

const namesIn = (text: string): string[] =>
  text
    .split(/[\u3001\uff0c,;\uff1b\n]/)
    .map((name) => name.trim().slice(0, 300))
    .filter(Boolean)
    .slice(0, 20);

function NextDay({
  next_on,
  visited_on,
  change,
}: {
  next_on: string | null;
  visited_on: string;
  change: (part: Partial<Draft>) => void;
}) {
  const say = useTexts(visitTexts);
  const id = useId();
  const options = [
    { value: '', label: say('next_none') },
    ...[30, 90, 180].map((count) => ({ value: addDays(visited_on, count), label: say('next_days', { count }) })),
  ];
  return (
    <div className="next-day">
      <Chips
        label={say('next_on')}
        options={options}
        chosen={[next_on ?? '']}
        onPick={(value) => change({ next_on: value || null })}
      />
      <label htmlFor={`${id}-next`} className="hidden-words">
        {say('next_on')}
      </label>
      <Input
        id={`${id}-next`}
        type="date"
        min={addDays(visited_on, 1)}
        value={next_on ?? ''}
        onChange={(event) => change({ next_on: event.target.value || null })}
      />
    </div>
  );
}
