import type { Unlocked } from '../KeyGate.tsx';
import { useRegister } from '../register.ts';
import { useMay } from '../session.ts';
import { Loading } from '../ui/Loading.tsx';
import { type Leak, type OpenedLeak, useSay } from './leaks.ts';
import { Meter } from './Meter.tsx';
import { readinessFor, useOutside, useReadinessSay } from './readiness.ts';

/** How ready the firm is to complain about each secret of this incident. */
export function ReadinessOfLeak({ keys, leak, opened }: { keys: Unlocked; leak: Leak; opened: OpenedLeak }) {
  const say = useReadinessSay();
  const may = useMay();
  if (leak.kind === 'rehearsal' || !may('leak.readiness')) return null;
  return (
    <section className="card" aria-label={say('in_leak')}>
      <h2>{say('in_leak')}</h2>
      {leak.secrets.length === 0 ? (
        <p className="muted">{say('in_leak_none')}</p>
      ) : (
        <Meters {...{ keys, leak, opened }} />
      )}
    </section>
  );
}

function Meters({ keys, leak, opened }: { keys: Unlocked; leak: Leak; opened: OpenedLeak }) {
  const leakSay = useSay();
  const say = useReadinessSay();
  const outside = useOutside();
  const { items, opening } = useRegister(keys);
  const mine = items?.filter(({ id }) => leak.secrets.includes(id)) ?? [];
  if (!items || !outside.data || (opening && mine.some(({ entry, mine: listed }) => listed && !entry)))
    return <Loading />;
  const readable = mine.filter(({ entry }) => entry);
  return (
    <>
      {readable.map((item) => {
        const readiness = readinessFor(item, outside.data.get(item.id), { opened, found_at: leak.found_at });
        return (
          <div key={item.id}>
            <h3>{leakSay('secret_of', { number: item.number })}</h3>
            {readiness && <Meter readiness={readiness} secret={item.id} leak={leak.id} />}
          </div>
        );
      })}
      {readable.length < leak.secrets.length && (
        <p className="muted">{say('unopened', { count: leak.secrets.length - readable.length })}</p>
      )}
    </>
  );
}
