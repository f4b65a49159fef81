import { Alert, Button, Checkbox, Pagination } from 'antd';
import { useState } from 'react';
import { endingOfCopy } from '#seal/redact/kinds.ts';
import { Working } from '../ui/Working.tsx';
import { countOf, type Marked, removeTerm, strictOf } from './choice.ts';
import { DrawnPage, PageTurner } from './DrawnPage.tsx';
import { Picture } from './PictureMarks.tsx';
import { SheetTable } from './SheetMarks.tsx';
import type { Made, RedactorRef, Source } from './source.ts';
import { useSay, useSentence } from './words.ts';

type Props = {
  source: Source;
  redactor: RedactorRef;
  choice: Marked;
  made: Made | null;
  onMade: (made: Made | null) => void;
  onChange: (next: Marked) => void;
  onBack: () => void;
  onNext: () => void;
};

/** The copy is made, searched for what was removed, and shown as its receiver gets it. */
export function PreviewStep({ source, redactor, choice, made, onMade, onChange, onBack, onNext }: Props) {
  const say = useSay();
  const sentence = useSentence();
  const [share, setShare] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [accepted, setAccepted] = useState(false);
  const [looked, setLooked] = useState(false);
  const make = async (wanted: Marked) => {
    setProblem(null);
    setAccepted(false);
    setLooked(false);
    setShare(0);
    try {
      const { terms, ...own } = wanted;
      const name = `copy${endingOfCopy(source.file.name)}`;
      const worker = redactor.current.current;
      if (worker) onMade(await worker.make({ choice: own, terms, name }, setShare));
    } catch (error) {
      setProblem(sentence(error, source.file.name));
    } finally {
      setShare(null);
    }
  };
  const cancel = async () => {
    // Ending the worker forgets the file; it is opened again at once, so that what was marked stays of use.
    const worker = redactor.begin();
    await worker.open(source.file).catch((error: unknown) => setProblem(sentence(error, source.file.name)));
  };
  const removeAll = (words: readonly string[]) => {
    const next = words.reduce((before, word) => removeTerm(source.shown, before, word).after, choice);
    onChange(next);
    void make(next);
  };
  const strict = made ? strictOf(made.left, choice.terms) : [];
  const other = made ? made.left.filter((word) => !strict.includes(word)) : [];
  const good = made !== null && strict.length === 0 && (other.length === 0 || accepted);
  return (
    <div className="stack">
      {!made && share === null && (
        <div>
          <Button type="primary" onClick={() => void make(choice)}>
            {say('make')}
          </Button>
        </div>
      )}
      {share !== null && (
        <Working
          text={say('making', { percent: Math.floor(share * 100) })}
          share={share}
          onStop={() => void cancel()}
        />
      )}
      {problem && <Alert type="error" showIcon role="alert" title={problem} />}
      {made && (
        <>
          <Checked source={source} choice={choice} strict={strict} other={other} />
          {other.length > 0 && strict.length === 0 && (
            <div className="row">
              <Button onClick={() => removeAll(other)}>{say('check_other_all')}</Button>
              <Checkbox checked={accepted} onChange={({ target }) => setAccepted(target.checked)}>
                {say('check_other_accept')}
              </Checkbox>
            </div>
          )}
          <h3>{say('preview_why')}</h3>
          <Preview source={source} redactor={redactor} choice={choice} made={made} />
          <Checkbox checked={looked} disabled={!good} onChange={({ target }) => setLooked(target.checked)}>
            {say('looked')}
          </Checkbox>
        </>
      )}
      <div className="form-acts disclosure-acts">
        <Button onClick={onBack}>{say('back')}</Button>
        <Button type="primary" disabled={!good || !looked} onClick={onNext}>
          {say('next')}
        </Button>
      </div>
    </div>
  );
}

type CheckedProps = { source: Source; choice: Marked; strict: readonly string[]; other: readonly string[] };

/** What the check found, in one sentence. */
function Checked({ source, choice, strict, other }: CheckedProps) {
  const say = useSay();
  const short = (words: readonly string[]): string => {
    const shown = words.slice(0, 8).map((word) => (word.length > 20 ? `${word.slice(0, 20)}…` : word));
    return `${shown.join('、')}${words.length > 8 ? ` … (${words.length})` : ''}`;
  };
  const { kind } = source.shown;
  if (strict.length > 0)
    return <Alert type="error" showIcon role="alert" title={say('check_terms', { words: short(strict) })} />;
  if (other.length > 0)
    return <Alert type="warning" showIcon role="alert" title={`${say('check_other')}${short(other)}`} />;
  if (kind === 'pdf' || kind === 'picture') return <Alert type="success" showIcon title={say('check_pictures')} />;
  const count = countOf(choice);
  return count === 0 ? (
    <Alert type="warning" showIcon title={say('check_nothing')} />
  ) : (
    <Alert type="success" showIcon title={say('check_ok', { count })} />
  );
}

const shownAtOnce = 200;

/** Read from the finished copy itself; pages are drawn with their boxes by the code that made the copy. */
function Preview({ source, redactor, choice, made }: Pick<Props, 'source' | 'redactor' | 'choice'> & { made: Made }) {
  const say = useSay();
  const [at, setAt] = useState(0);
  const [page, setPage] = useState(1);
  const [lacking, setLacking] = useState(false);
  const { shown } = made;
  const [sheet] = shown.sheets.slice(at, at + 1);
  if (shown.kind === 'pdf' || shown.kind === 'picture') {
    const kept = Array.from({ length: source.shown.pages }, (_, index) => index).filter(
      (index) => !choice.pagesOut.has(index),
    );
    return (
      <div className="stack">
        <div className="row">
          <PageTurner page={at} pages={kept.length} onPage={setAt} />
        </div>
        {lacking && <Alert type="warning" showIcon title={say('page_lacking')} />}
        <DrawnPage
          page={kept[at] ?? 0}
          pages={source.shown.pages}
          boxes={choice.boxes}
          redactor={redactor}
          onLacking={setLacking}
        />
      </div>
    );
  }
  if (shown.kind === 'sheets')
    return (
      <div className="stack">
        <div className="row">
          {shown.sheets.map(({ name }, index) => (
            <Button key={name} size="small" type={index === at ? 'primary' : 'default'} onClick={() => setAt(index)}>
              {name}
            </Button>
          ))}
        </div>
        {sheet && <SheetTable key={at} sheet={sheet} />}
      </div>
    );
  const from = (page - 1) * shownAtOnce;
  return (
    <>
      <div className="disclosure-text">
        {shown.blocks
          .slice(from, from + shownAtOnce)
          .map((text, index) => ({ text, block: from + index }))
          .map(({ text, block }) => (
            <p key={block}>{text}</p>
          ))}
      </div>
      {shown.blocks.length > shownAtOnce && (
        <Pagination
          simple
          current={page}
          pageSize={shownAtOnce}
          total={shown.blocks.length}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
      {shown.pictures.length > 0 && (
        <ul className="plain-list disclosure-pictures" aria-label={say('pictures')}>
          {shown.pictures.map(({ path, bytes }) => (
            <li key={path}>
              <Picture bytes={bytes} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
