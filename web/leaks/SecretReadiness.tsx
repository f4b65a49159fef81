import type { Item } from '../register.ts';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Meter } from './Meter.tsx';
import { readinessFor, useOutside, useReadinessSay } from './readiness.ts';
import { Tasks } from './Tasks.tsx';
import './leaks.css';

/** The meter of one secret, on its own page. */
export function SecretReadiness({ item }: { item: Item }) {
  const say = useReadinessSay();
  const outside = useOutside(item.id);
  if (outside.error) return <Failed error={outside.error} retry={() => void outside.refetch()} />;
  const readiness = outside.data && readinessFor(item, outside.data.get(item.id));
  return (
    <section className="card" aria-label={say('readiness')}>
      <h2>{say('readiness')}</h2>
      {readiness ? (
        <>
          <Meter readiness={readiness} secret={item.id} />
          <Tasks readiness={readiness} secret={item.id} />
        </>
      ) : (
        <Loading />
      )}
    </section>
  );
}
