import { memo, useEffect, useMemo, useRef } from 'react';
import { type Block, blocksOf, type TextMark } from './text-blocks.ts';
import './text-with-marks.css';

type Props = {
  label: string;
  text: string;
  marks: readonly TextMark[];
  /** The mark that is chosen elsewhere: it is lit, and comes into sight when it changes. */
  active?: string | null;
  /** Lit without scrolling: what the pointer is on elsewhere. */
  hovered?: string | null;
  onPick?: (id: string) => void;
  onHover?: (id: string | null) => void;
};

/**
 * A long text with marked spans. Blocks out of sight are not laid out (content-visibility), so that 500,000 characters
 * scroll like 5,000, and searching in the page still finds everything. Where marks nest, a click means the shortest.
 */
export function TextWithMarks({ label, text, marks, active = null, hovered = null, onPick, onHover }: Props) {
  const box = useRef<HTMLElement>(null);
  const blocks = useMemo(() => blocksOf(text, marks), [text, marks]);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const idAt = ({ target }: Event): string | null =>
      target instanceof Element ? (target.closest('mark')?.getAttribute('data-id') ?? null) : null;
    let last: string | null = null;
    const click = (event: Event): void => {
      const id = idAt(event);
      if (id) onPick?.(id);
    };
    const over = (event: Event): void => {
      const id = idAt(event);
      if (id !== last) onHover?.(id);
      last = id;
    };
    const leave = (): void => {
      last = null;
      onHover?.(null);
    };
    element.addEventListener('click', click);
    element.addEventListener('mouseover', over);
    element.addEventListener('mouseleave', leave);
    return () => {
      element.removeEventListener('click', click);
      element.removeEventListener('mouseover', over);
      element.removeEventListener('mouseleave', leave);
    };
  }, [onPick, onHover]);

  useEffect(() => {
    if (active === null || !box.current) return;
    const first = [...box.current.querySelectorAll('mark')].find((mark) =>
      mark.getAttribute('data-ids')?.split(' ').includes(active),
    );
    first?.scrollIntoView({ block: 'center' });
    // Blocks on the way get their true height only now; the second time it stands where it should.
    const frame = requestAnimationFrame(() => first?.scrollIntoView({ block: 'center' }));
    return () => cancelAnimationFrame(frame);
  }, [active]);

  const shortened = (id: string | null, block: Block): string | null =>
    id !== null && block.pieces.some(({ marks: over }) => over.some((mark) => mark.id === id)) ? id : null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls and must be reachable by keyboard
    <section ref={box} className="marked-text" aria-label={label} tabIndex={0}>
      {blocks.map((block) => (
        <TextBlock
          key={block.start}
          block={block}
          active={shortened(active, block)}
          hovered={shortened(hovered, block)}
        />
      ))}
    </section>
  );
}

/** Drawn again only when its own pieces or what is lit in it change. */
const TextBlock = memo(function TextBlock({
  block,
  active,
  hovered,
}: {
  block: Block;
  active: string | null;
  hovered: string | null;
}) {
  return (
    <div className="text-block">
      {block.pieces.map(({ start, text, marks }) => {
        const [nearest] = marks;
        if (!nearest) return <span key={start}>{text}</span>;
        const lit = marks.some(({ id }) => id === active)
          ? 'mark-active'
          : marks.some(({ id }) => id === hovered)
            ? 'mark-hovered'
            : '';
        return (
          <mark
            key={start}
            data-id={nearest.id}
            data-ids={marks.map(({ id }) => id).join(' ')}
            className={`mark-${nearest.tone ?? 'busy'} ${lit}`}
          >
            {text}
          </mark>
        );
      })}
    </div>
  );
});
