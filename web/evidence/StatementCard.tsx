import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Fact, readStatement, type StatedFile } from '#domain/evidence/statement.ts';
import { shortDigest } from './evidence.ts';
import { useFactWords } from './factWords.ts';
import { saveText } from './saveText.ts';
import { sizeText } from './size.ts';

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
          <FactList facts={readable(statement.facts)} />
          <Ids facts={statement.facts} />
          <Files files={statement.files} />
        </>
      )}
    </section>
  );
}

const isId = (fact: Fact): boolean =>
  typeof fact === 'string'
    ? /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(fact)
    : isList(fact) && fact.length > 0 && fact.every(isId);

/** Ids of rows say nothing to a reader; the names that an act knew stand beside them. */
const readable = (facts: Facts) => Object.fromEntries(Object.entries(facts).filter(([, fact]) => !isId(fact)));

/** The ids of the act itself, for those who look for a row; those further inside stand in the exact text. */
function Ids({ facts }: { facts: Facts }) {
  const { t } = useTranslation();
  const words = useFactWords();
  const ids = Object.entries(facts).filter(([, fact]) => isId(fact));
  if (ids.length === 0) return null;
  return (
    <details className="fact-ids">
      <summary>{t('evidence.fact_ids')}</summary>
      <dl className="facts">
        {ids.map(([name, fact]) => (
          <div className="fact-pair" key={name}>
            <dt>{words.name(name)}</dt>
            <dd>
              <code>{String(isList(fact) ? fact.join(' ') : fact)}</code>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function FactList({ facts }: { facts: Facts }) {
  const words = useFactWords();
  return (
    <dl className="facts">
      {Object.entries(facts).map(([name, fact]) => (
        <div className="fact-pair" key={name}>
          <dt>{words.name(name)}</dt>
          <dd>
            <FactText name={name} fact={fact} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FactText({ name, fact }: { name: string; fact: Fact }) {
  const words = useFactWords();
  if (fact === null) return <span className="muted">—</span>;
  if (typeof fact !== 'object') return <>{words.value(name, fact)}</>;
  if (isList(fact) && fact.length > 1 && fact.every(isFlat)) return <FactTable rows={fact.map(readable)} />;
  if (isList(fact))
    return (
      <ul className="fact-list">
        {fact.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: facts of a statement never change
          <li key={at}>
            <FactText name={name} fact={one} />
          </li>
        ))}
      </ul>
    );
  return <FactList facts={readable(fact)} />;
}

type Facts = { readonly [name: string]: Fact };

/** An object of plain values. */
const isFlat = (fact: Fact): fact is Facts =>
  typeof fact === 'object' &&
  fact !== null &&
  !isList(fact) &&
  Object.values(fact).every((one) => typeof one !== 'object' || one === null);

/** Facts of one kind below each other, as attendance; what nobody has is no column, and words come before yes and no. */
function FactTable({ rows }: { rows: readonly Facts[] }) {
  const words = useFactWords();
  const said = [...new Set(rows.flatMap((row) => Object.keys(row).filter((name) => row[name] !== null)))];
  const isMark = (name: string): boolean => rows.some((row) => typeof row[name] === 'boolean');
  const names = [...said.filter((name) => !isMark(name)), ...said.filter(isMark)];
  return (
    <table className="plain-table fact-table">
      <thead>
        <tr>
          {names.map((name) => (
            <th scope="col" key={name}>
              {words.name(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: facts of a statement never change
          <tr key={at}>
            {names.map((name) => (
              <td key={name}>
                <FactText name={name} fact={row[name] ?? null} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const isList = (fact: Fact): fact is readonly Fact[] => Array.isArray(fact);

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
