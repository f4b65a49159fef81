import { type ReactNode, useEffect, useId, useRef, useState } from 'react';

type Props = { label: ReactNode; className: string; children: (close: () => void) => ReactNode };

/** A button that opens a panel below it: closes by Escape, by a click elsewhere, and when the focus leaves. */
export function DropPanel({ label, className, children }: Props) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    const onPress = ({ target }: Event): void => {
      if (target instanceof Node && !box.current?.contains(target)) setOpen(false);
    };
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    for (const name of ['pointerdown', 'focusin']) document.addEventListener(name, onPress);
    document.addEventListener('keydown', onKey);
    return () => {
      for (const name of ['pointerdown', 'focusin']) document.removeEventListener(name, onPress);
      document.removeEventListener('keydown', onKey);
    };
  }, [open]);
  return (
    <div ref={box} className="drop">
      <button
        ref={button}
        type="button"
        className={className}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      <div id={id} className="drop-panel" hidden={!open}>
        {children(() => setOpen(false))}
      </div>
    </div>
  );
}
