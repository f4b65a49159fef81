import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFocusWhenAwaited } from './pageFocus.ts';
import './page-head.css';

type Props = {
  title: string;
  /** One sentence: what the page is for. */
  purpose?: ReactNode;
  /** Beside the title: state, number. */
  tags?: ReactNode;
  /** Where the page belongs: the list that it is part of. */
  parents?: readonly { title: string; path: string }[];
  /** The primary act, one ActButton of kind "primary". */
  primary?: ReactNode;
  secondary?: ReactNode;
  children?: ReactNode;
};

/** The head of every page: the one h1, the title of the window, the acts. */
export function PageHead({ title, purpose, tags, parents = [], primary, secondary, children }: Props) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusWhenAwaited(heading);
  return (
    <div className="page-head">
      <title>{`${title} · ${t('shell.product')}`}</title>
      {parents.length > 0 && (
        <ol className="page-parents">
          {parents.map((parent) => (
            <li key={parent.path}>
              <Link to={parent.path}>{parent.title}</Link>
            </li>
          ))}
        </ol>
      )}
      <div className="page-head-row">
        <div className="page-head-words">
          <div className="page-head-title">
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
            {tags}
          </div>
          {purpose && <p className="page-purpose">{purpose}</p>}
        </div>
        {(primary || secondary) && (
          <div className="page-head-acts">
            {secondary}
            {primary}
          </div>
        )}
      </div>
      {children}
    </div>
  );
}
