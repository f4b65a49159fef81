import { Alert, Button, Checkbox } from 'antd';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { Box } from '#seal/redact/boxes.ts';
import { usePhone } from '../ui/usePhone.ts';
import { type Marked, movedBox, toggled } from './choice.ts';
import { DrawnPage, PageTurner } from './DrawnPage.tsx';
import type { RedactorRef } from './source.ts';
import { useSay } from './words.ts';

type Props = { pages: number; redactor: RedactorRef; choice: Marked; onChange: (next: Marked) => void };

/** Pages with boxes that are drawn by pointer or added and moved by keyboard; a page may be left out whole. */
export function PageMarks({ pages, redactor, choice, onChange }: Props) {
  const say = useSay();
  const phone = usePhone();
  const [page, setPage] = useState(0);
  const [drawing, setDrawing] = useState(!phone);
  const [lacking, setLacking] = useState(false);
  const own = choice.boxes.map((box, index) => ({ box, index })).filter(({ box }) => box.page === page);
  const add = (box: Box) => onChange({ ...choice, boxes: [...choice.boxes, box] });
  const replace = (index: number, box: Box | null) =>
    onChange({ ...choice, boxes: choice.boxes.flatMap((one, at) => (at !== index ? [one] : box ? [box] : [])) });
  return (
    <div className="stack">
      <p className="muted">{say('box_hint')}</p>
      <div className="row">
        <PageTurner page={page} pages={pages} onPage={setPage} />
        <Checkbox checked={drawing} onChange={({ target }) => setDrawing(target.checked)}>
          {say('box_draw')}
        </Checkbox>
        <Button onClick={() => add({ page, x: 0.3, y: 0.4, width: 0.4, height: 0.06 })}>{say('box_add')}</Button>
        {pages > 1 && (
          <Checkbox
            checked={choice.pagesOut.has(page)}
            onChange={() => onChange({ ...choice, pagesOut: toggled(choice.pagesOut, page) })}
          >
            {say('page_out')}
          </Checkbox>
        )}
      </div>
      {lacking && <Alert type="warning" showIcon title={say('page_lacking')} />}
      <DrawnPage page={page} pages={pages} boxes={none} redactor={redactor} onLacking={setLacking}>
        <Surface drawing={drawing} onBox={(box) => add({ ...box, page })}>
          {own.map(({ box, index }, at) => (
            <BoxHandle key={index} box={box} number={at + 1} onChange={(next) => replace(index, next)} />
          ))}
        </Surface>
      </DrawnPage>
    </div>
  );
}

const none: readonly Box[] = [];

type Point = { x: number; y: number };

/** The area over a page on which boxes are drawn. */
function Surface({
  drawing,
  onBox,
  children,
}: {
  drawing: boolean;
  onBox: (box: Omit<Box, 'page'>) => void;
  children: React.ReactNode;
}) {
  const area = useRef<HTMLDivElement>(null);
  const [from, setFrom] = useState<Point | null>(null);
  const [to, setTo] = useState<Point | null>(null);
  const pointOf = ({ clientX, clientY }: PointerEvent): Point => {
    const box = area.current?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    const share = (value: number): number => Math.min(1, Math.max(0, value));
    return { x: share((clientX - box.left) / box.width), y: share((clientY - box.top) / box.height) };
  };
  const begun = from && to ? boxBetween(from, to) : null;
  return (
    <div
      ref={area}
      className={drawing ? 'disclosure-surface disclosure-drawing' : 'disclosure-surface'}
      onPointerDown={(event) => {
        if (!drawing || event.button !== 0 || event.target !== event.currentTarget) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setFrom(pointOf(event));
        setTo(pointOf(event));
      }}
      onPointerMove={(event) => from && setTo(pointOf(event))}
      onPointerUp={() => {
        if (begun && begun.width > 0.005 && begun.height > 0.003) onBox(begun);
        setFrom(null);
        setTo(null);
      }}
      onPointerCancel={() => setFrom(null)}
    >
      {children}
      {begun && <div className="disclosure-box disclosure-box-new" style={styleOf(begun)} />}
    </div>
  );
}

const boxBetween = (a: Point, b: Point): Omit<Box, 'page'> => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y),
});

const styleOf = ({ x, y, width, height }: Omit<Box, 'page'>) => ({
  left: `${x * 100}%`,
  top: `${y * 100}%`,
  width: `${width * 100}%`,
  height: `${height * 100}%`,
});

const step = 0.005;
const directions: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -step, y: 0 },
  ArrowRight: { x: step, y: 0 },
  ArrowUp: { x: 0, y: -step },
  ArrowDown: { x: 0, y: step },
};

function BoxHandle({ box, number, onChange }: { box: Box; number: number; onChange: (box: Box | null) => void }) {
  const say = useSay();
  const press = (event: KeyboardEvent) => {
    const way = directions[event.key];
    if (event.key === 'Delete' || event.key === 'Backspace') onChange(null);
    else if (way) onChange(movedBox(box, event.shiftKey ? { width: way.x, height: way.y } : way));
    else return;
    event.preventDefault();
  };
  return (
    <div className="disclosure-box" style={styleOf(box)}>
      <button type="button" className="disclosure-grip" aria-label={say('box', { number })} onKeyDown={press} />
      <button
        type="button"
        className="disclosure-remove"
        aria-label={`${say('box_remove')} ${number}`}
        onClick={() => onChange(null)}
      >
        ×
      </button>
    </div>
  );
}
