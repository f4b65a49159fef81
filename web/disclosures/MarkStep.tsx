import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { countOf, type Marked, removeTerm } from './choice.ts';
import { PageMarks } from './PageMarks.tsx';
import { PictureMarks } from './PictureMarks.tsx';
import { SheetMarks } from './SheetMarks.tsx';
import type { RedactorRef, Source } from './source.ts';
import { TextMarks } from './TextMarks.tsx';
import type { DisclosureText } from './texts.ts';
import { useSay } from './words.ts';

type Props = {
  source: Source;
  redactor: RedactorRef;
  choice: Marked;
  onChange: (next: Marked) => void;
  onUndo: (() => void) | null;
  onBack: () => void;
  onNext: () => void;
};

const always: Readonly<Record<Source['shown']['kind'], DisclosureText>> = {
  text: 'always_text',
  word: 'always_word',
  sheets: 'always_sheets',
  pdf: 'always_pdf',
  picture: 'always_picture',
};

/** Everything that shall go is marked here; what goes in any case is said first. */
export function MarkStep({ source, redactor, choice, onChange, onUndo, onBack, onNext }: Props) {
  const say = useSay();
  const { shown, file } = source;
  const pictured = shown.kind === 'pdf' || shown.kind === 'picture';
  return (
    <div className="stack">
      <p>{say('chosen', { name: file.name })}</p>
      <Alert
        type="info"
        showIcon
        title={say('always')}
        description={
          <>
            {say(always[shown.kind])}
            {shown.dropped.length > 0 && (
              <p>
                {say('found')}
                {shown.dropped.map((sort) => say(`sort_${sort}`)).join('、')}
              </p>
            )}
          </>
        }
      />
      {!pictured && <Terms source={source} choice={choice} onChange={onChange} />}
      {(shown.kind === 'text' || shown.kind === 'word') && (
        <TextMarks blocks={shown.blocks} choice={choice} onChange={onChange} />
      )}
      {shown.pictures.length > 0 && <PictureMarks pictures={shown.pictures} choice={choice} onChange={onChange} />}
      {shown.kind === 'sheets' && <SheetMarks sheets={shown.sheets} choice={choice} onChange={onChange} />}
      {pictured && <PageMarks pages={shown.pages} redactor={redactor} choice={choice} onChange={onChange} />}
      <div className="form-acts disclosure-acts">
        <span className="muted" role="status">
          {countOf(choice) === 0 ? say('nothing_marked') : say('marked', { count: countOf(choice) })}
        </span>
        <Button disabled={onUndo === null} onClick={() => onUndo?.()}>
          {say('undo')}
        </Button>
        <Button onClick={onBack}>{say('back')}</Button>
        <Button type="primary" onClick={onNext}>
          {say('next')}
        </Button>
      </div>
    </div>
  );
}

function Terms({ source, choice, onChange }: Pick<Props, 'source' | 'choice' | 'onChange'>) {
  const say = useSay();
  const [term, setTerm] = useState('');
  const [told, setTold] = useState<string | null>(null);
  const add = () => {
    if (term.trim() === '') return;
    const { count, after } = removeTerm(source.shown, choice, term);
    setTold(say(count > 0 ? 'term_found' : 'term_none', { term: term.trim(), count }));
    if (count > 0) onChange(after);
    setTerm('');
  };
  return (
    <div>
      <div className="row">
        <Input
          aria-label={say('term')}
          placeholder={say('term')}
          value={term}
          maxLength={200}
          onChange={({ target }) => setTerm(target.value)}
          onPressEnter={add}
        />
        <Button onClick={add}>{say('term_add')}</Button>
      </div>
      {told && <p role="status">{told}</p>}
    </div>
  );
}
