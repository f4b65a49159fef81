import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readStatement, type StatedFile } from '#domain/evidence/statement.ts';
import { sizeText } from '../ui/sizeText.ts';
import { shortDigest } from './evidence.ts';
import { FactIds, FactList } from './FactList.tsx';
import { saveText } from './saveText.ts';

/** What an act says of itself, for reading; and the exact text that the entry commits to. */
export function StatementCard({ text }: { text: string }) {
  const { t } = useTranslation();
  const [exact, setExact] = useState(false);
  const statement = readStatement(text);
  return (
    <section className="card" aria-labelledby="evidence-statement">
      <div className="row statement-head">
        <h2 id="evidence-statement">{t('evidence.statement')}</h2>
        {statement && (
          <Button size="small" type="text" aria-pressed={exact} onClick={() => setExact(!exact)}>
            {t(exact ? 'evidence.statement_read' : 'evidence.statement_exact')}
          </Button>
        )}
        <Button size="small" onClick={() => saveText('statement.json', text)}>
          {t('evidence.statement_save')}
        </Button>
      </div>
      <p className="muted">{t('evidence.statement_why')}</p>
      {!statement || exact ? (
        <pre className="statement-text">{text}</pre>
      ) : (
        <>
          <FactList facts={statement.facts} />
          <FactIds facts={statement.facts} />
          <Files files={statement.files} />
        </>
      )}
    </section>
  );
}

function Files({ files }: { files: readonly StatedFile[] }) {
  const { t } = useTranslation();
  if (files.length === 0) return null;
  return (
    <>
      <h3>{t('evidence.statement_files')}</h3>
      <ul className="plain-list">
        {files.map(({ name, size, sha256 }) => (
          <li key={`${name}${sha256}`}>
            {name} · {sizeText(size)} · <span className="muted">SHA-256 {shortDigest(sha256)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
