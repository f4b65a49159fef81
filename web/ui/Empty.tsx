import type { ReactNode } from 'react';

/** An empty list says what to do first. */
export function Empty({ title, text, action }: { title: string; text?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <svg viewBox="0 0 48 40" width="56" height="46" aria-hidden="true">
        <path d="M6 14 12 4h24l6 10v20a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2z" fill="none" stroke="#9db4b7" strokeWidth="2" />
        <path d="M6 15h11l3 6h8l3-6h11" fill="none" stroke="#9db4b7" strokeWidth="2" />
      </svg>
      <strong>{title}</strong>
      {text && <p>{text}</p>}
      {action}
    </div>
  );
}
