import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import './accounts.css';

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> & {
  label: string;
  hint?: ReactNode;
  /** The sentence of a refusal that names this field. */
  problem?: string | null | undefined;
  onText: (text: string) => void;
};

/** A labelled input of the pages before sign-in: plain, so that a stranger's first page stays light. */
export function Field({ label, hint, problem, onText, ...input }: Props) {
  const id = useId();
  const told = [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        className="field-input"
        aria-invalid={problem ? true : undefined}
        {...(told ? { 'aria-describedby': told } : {})}
        onChange={({ target }) => onText(target.value)}
      />
      {hint && (
        <span id={`${id}-hint`} className="field-hint">
          {hint}
        </span>
      )}
      {problem && (
        <span id={`${id}-problem`} className="field-problem" role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}

/** A problem that belongs to no field, above them. */
export function FormNotice({ tone, children }: { tone: 'bad' | 'warn' | 'good'; children: ReactNode }) {
  return (
    <p className={`form-notice form-notice-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {children}
    </p>
  );
}
