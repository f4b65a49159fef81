import { useTranslation } from 'react-i18next';
import type { Fact } from '#domain/evidence/statement.ts';
import { useFactWords } from './factWords.ts';

const isId = (fact: Fact): boolean =>
  typeof fact === 'string'
    ? /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(fact)
    : isList(fact) && fact.length > 0 && fact.every(isId);

/** Ids of rows say nothing to a reader; the names that an act knew stand beside them. */
const readable = (facts: Facts) =>
  Object.fromEntries(
    Object.entries(facts)
      .filter(([, fact]) => !isId(fact))
      .sort(([a], [b]) => rank(a) - rank(b)),
  );

/** What it is about comes first; all else keeps the order of the statement. */
const about = ['title', 'task', 'target', 'exhibit', 'name'];
const rank = (name: string): number => (about.includes(name) ? about.indexOf(name) : about.length);

/** The ids of the act itself, for those who look for a row; those further inside stand in the exact text. */
export function FactIds({ facts }: { facts: Facts }) {
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

/** Facts in words, what the act is about first. */
export function FactList({ facts }: { facts: Facts }) {
  const words = useFactWords();
  return (
    <dl className="facts">
      {Object.entries(readable(facts)).map(([name, fact]) => (
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
  return <FactList facts={fact} />;
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
