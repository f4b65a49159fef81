import { Button, Pagination } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { groupMarks, type Mark, mergeMarks } from '#seal/redact/marks.ts';
import { type Marked, restore } from './choice.ts';
import { useSay } from './words.ts';

type Props = { blocks: readonly string[]; choice: Marked; onChange: (next: Marked) => void };

/** As many paragraphs as a phone draws at once. */
const shownAtOnce = 200;

/** Paragraphs to choose from: by selecting, whole, or by pressing what is marked to restore it. */
export function TextMarks({ blocks, choice, onChange }: Props) {
  const say = useSay();
  const [page, setPage] = useState(1);
  const box = useRef<HTMLDivElement>(null);
  const selected = useSelected(box);
  const from = (page - 1) * shownAtOnce;
  const own = groupMarks(choice.marks);
  const add = (marks: readonly Mark[]) => {
    if (marks.length > 0) onChange({ ...choice, marks: [...choice.marks, ...marks] });
    window.getSelection()?.removeAllRanges();
  };
  return (
    <>
      <p className="muted">{say('select_hint')}</p>
      <div className="disclosure-cut">
        <Button
          disabled={selected.length === 0}
          // The selection stays while the button is pressed.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => add(selected)}
        >
          {say('select_cut')}
        </Button>
      </div>
      <div className="disclosure-text" ref={box}>
        {blocks
          .slice(from, from + shownAtOnce)
          .map((text, index) => ({ text, block: from + index }))
          .filter(({ text }) => text.trim() !== '')
          .map(({ text, block }) => (
            <Block
              key={block}
              block={block}
              text={text}
              passages={mergeMarks(own(block), block, text.length)}
              onWhole={() => add([{ block, from: 0, to: text.length }])}
              onRestore={(mark) => onChange({ ...choice, marks: restore(choice.marks, mark) })}
            />
          ))}
      </div>
      {blocks.length > shownAtOnce && (
        <Pagination
          simple
          current={page}
          pageSize={shownAtOnce}
          total={blocks.length}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
    </>
  );
}

type BlockProps = {
  block: number;
  text: string;
  passages: readonly { from: number; to: number }[];
  onWhole: () => void;
  onRestore: (mark: Mark) => void;
};

function Block({ block, text, passages, onWhole, onRestore }: BlockProps) {
  const say = useSay();
  const pieces = passages.flatMap(({ from, to }, index) => [
    { from: passages[index - 1]?.to ?? 0, to: from, cut: false },
    { from, to, cut: true },
  ]);
  const all = [...pieces, { from: passages.at(-1)?.to ?? 0, to: text.length, cut: false }];
  return (
    <div className="disclosure-block">
      <button
        type="button"
        className="link-button"
        aria-label={say('whole_block_of', { number: block + 1 })}
        onClick={onWhole}
      >
        {say('whole_block')}
      </button>
      <p data-block={block}>
        {all.map(({ from, to, cut }) =>
          cut ? (
            <button
              key={from}
              type="button"
              className="disclosure-mark"
              data-from={from}
              aria-label={say('restore', { text: text.slice(from, to) })}
              onClick={() => onRestore({ block, from, to })}
            >
              {text.slice(from, to)}
            </button>
          ) : (
            <span key={from} data-from={from}>
              {text.slice(from, to)}
            </span>
          ),
        )}
      </p>
    </div>
  );
}

/** The passages that the browser's selection covers inside the box. */
function useSelected(box: React.RefObject<HTMLDivElement | null>): readonly Mark[] {
  const [marks, setMarks] = useState<readonly Mark[]>([]);
  useEffect(() => {
    const watch = () => setMarks(box.current ? selectedIn(box.current) : []);
    document.addEventListener('selectionchange', watch);
    return () => document.removeEventListener('selectionchange', watch);
  }, [box]);
  return marks;
}

function selectedIn(box: HTMLElement): Mark[] {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return [];
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(box)) return [];
  return [...box.querySelectorAll<HTMLElement>('[data-block]')]
    .filter((paragraph) => range.intersectsNode(paragraph))
    .map((paragraph) => ({ block: Number(paragraph.dataset['block']), ...coveredOf(paragraph, range) }))
    .filter(({ from, to }) => to > from);
}

/** From where to where a range covers the text of a paragraph. */
function coveredOf(paragraph: HTMLElement, range: Range): { from: number; to: number } {
  const whole = document.createRange();
  whole.selectNodeContents(paragraph);
  const before = whole.cloneRange();
  if (range.compareBoundaryPoints(Range.START_TO_START, whole) > 0)
    before.setEnd(range.startContainer, range.startOffset);
  else before.collapse(true);
  const until = whole.cloneRange();
  if (range.compareBoundaryPoints(Range.END_TO_END, whole) < 0) until.setEnd(range.endContainer, range.endOffset);
  return { from: before.toString().length, to: until.toString().length };
}
