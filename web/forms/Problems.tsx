import { Alert } from 'antd';
import { problemsOf } from '#domain/forms/rules.ts';
import { useTexts } from '../i18n/texts.ts';
import type { Content } from './forms.ts';
import { texts } from './texts.ts';

/** Everything that keeps the form from being published, as one writes. */
export function Problems({ content }: { content: Content }) {
  const t = useTexts(texts);
  const problems = problemsOf(content);
  if (problems.length === 0) return <Alert type="success" showIcon title={t('sound')} />;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('problems', { count: problems.length })}
      description={
        <ul className="form-problems">
          {problems.map(({ kind, code = '', value = 0 }) => (
            <li key={`${kind} ${code}`}>{t(kind, { code, value })}</li>
          ))}
        </ul>
      }
    />
  );
}
