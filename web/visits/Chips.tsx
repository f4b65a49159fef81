import type { ReactNode } from 'react';

type Option<V extends string> = { readonly value: V; readonly label: ReactNode };

/** Choices for a thumb: each a button that is pressed or not. */
export function Chips<V extends string>({
  label,
  options,
  chosen,
  onPick,
}: {
  label: string;
  options: readonly Option<V>[];
  chosen: readonly V[];
  onPick: (value: V) => void;
}) {
  return (
    <fieldset className="chips">
      <legend>{label}</legend>
      {options.map(({ value, label: words }) => (
        <button key={value} type="button" aria-pressed={chosen.includes(value)} onClick={() => onPick(value)}>
          {words}
        </button>
      ))}
    </fieldset>
  );
}
