import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, read } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import type { Rule } from './settings.ts';
import { texts } from './texts.ts';

/** The rule in words, and which texts of the library name its number: whoever changes it sees what that touches (C18). */
export function RuleName({ rule }: { rule: Rule }) {
  const say = useTexts(texts);
  const language = useLanguage();
  const may = useMay();
  const library = useQuery({
    queryKey: ['documents', 'templates'],
    queryFn: () => read(api.GET('/api/documents/templates')),
    enabled: may('document.templates'),
  });
  const touched = library.data?.rows.filter(({ rules }) => rules.includes(rule.key)) ?? [];
  return (
    <>
      {rule[language]}
      {touched.length > 0 && (
        <details className="rule-touches">
          <summary>{say('touches', { count: touched.length })}</summary>
          <ul className="plain-list">
            {touched.map(({ key, title }) => (
              <li key={key}>
                {may('document.template') ? (
                  <Link to={paths.documentTemplate(key)}>{title[language]}</Link>
                ) : (
                  title[language]
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
