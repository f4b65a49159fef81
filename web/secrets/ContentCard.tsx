import type { Entry } from '../vault.ts';
import { linesOf } from './exports.ts';
import { useSay } from './words.ts';

/** What the record says, opened here. */
export function ContentCard({ entry, nameOf }: { entry: Entry; nameOf: (person: string) => string }) {
  const say = useSay();
  const lines = linesOf(entry.body, say).filter(([, value]) => value !== '');
  return (
    <section className="card" aria-label={say('section_content')}>
      <h2>{say('section_content')}</h2>
      <dl className="facts secret-body">
        {lines.flatMap(([label, value]) => [<dt key={`${label}.`}>{label}</dt>, <dd key={label}>{value}</dd>])}
        <dt>{say('author')}</dt>
        <dd>{nameOf(entry.author)}</dd>
      </dl>
    </section>
  );
}
