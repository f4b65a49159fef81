import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { purposeWords } from '#domain/secrets/columns.ts';
import { api, read } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { InstantText } from '../ui/DayText.tsx';
import { useSay } from './words.ts';

/** The latest readings of one secret. */
export function ReadingsCard({ id }: { id: string }) {
  const say = useSay();
  const language = useLanguage();
  const list = useQuery({
    queryKey: ['secrets', 'readings', 'of', id],
    queryFn: () => read(api.GET('/api/secrets/readings', { params: { query: { secret: id, size: 8 } } })),
  });
  const { total = 0, rows = [] } = list.data ?? {};
  return (
    <section className="card" aria-label={say('section_readings')}>
      <h2>{say('section_readings')}</h2>
      {total === 0 && <p className="muted">{say('readings_empty')}</p>}
      <ul className="plain-list secret-versions">
        {rows.map(({ id: one, person_name, at, purpose, file }) => (
          <li key={one}>
            {person_name} <InstantText at={at} />{' '}
            <span className="muted">
              {purposeWords[purpose][language]}
              {file && ` · ${say('reading_file')}`}
            </span>
          </li>
        ))}
      </ul>
      {total > rows.length && (
        <Link to={`${paths.secretReadings}?secret=${id}`}>
          {say('readings_all')} ({total})
        </Link>
      )}
    </section>
  );
}
