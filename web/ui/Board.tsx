import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './board.css';

export type BoardColumn<R> = { key: string; title: ReactNode; total: number; rows: readonly R[]; footer?: ReactNode };

type Props<R> = {
  label: string;
  columns: readonly BoardColumn<R>[];
  rowKey: (row: R) => string;
  card: (row: R) => ReactNode;
};

/** Rows by state. Cards are moved by their acts (ActMenu), not by dragging: every move is an act with its rules. */
export function Board<R>({ label, columns, rowKey, card }: Props<R>) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways and must be reachable by keyboard
    <section className="board" aria-label={label} tabIndex={0}>
      {columns.map(({ key, title, total, rows, footer }) => (
        <section key={key} className="board-column" aria-labelledby={`board-${key}`}>
          <h2 id={`board-${key}`}>
            {title} <span className="muted">{total}</span>
          </h2>
          <ul className="plain-list">
            {rows.map((row) => (
              <li key={rowKey(row)} className="board-card">
                {card(row)}
              </li>
            ))}
          </ul>
          {rows.length === 0 && <p className="muted board-empty">{t('ui.board_empty')}</p>}
          {footer}
        </section>
      ))}
    </section>
  );
}
