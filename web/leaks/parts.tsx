import { Select } from 'antd';
import { Link } from 'react-router';
import type { Unlocked } from '../KeyGate.tsx';
import { paths } from '../paths.ts';
import { useRegister } from '../register.ts';
import { Tag } from '../ui/StateTag.tsx';
import { type Kind, type Leak, useSay } from './leaks.ts';

const kindTones = { rehearsal: 'plain', suspected: 'warn', confirmed: 'bad' } as const;
const stateTones = { open: 'bad', contained: 'warn', closed: 'good' } as const;

export function KindTag({ kind }: { kind: Kind }) {
  const say = useSay();
  return <Tag tone={kindTones[kind]}>{say(`kind_${kind}`)}</Tag>;
}

export function LeakStateTag({ state }: { state: Leak['state'] }) {
  const say = useSay();
  return <Tag tone={stateTones[state]}>{say(`state_${state}`)}</Tag>;
}

/** Entries that are concerned, by their numbers, each a link. */
export function SecretLinks({ leak }: { leak: Pick<Leak, 'secrets' | 'numbers'> }) {
  const say = useSay();
  if (leak.numbers.length === 0) return <span className="muted">{say('none_chosen')}</span>;
  return (
    <span className="leak-links">
      {leak.numbers.map((number) => (
        <Link key={number} to={`${paths.secrets}?q=${number}`}>
          {say('secret_of', { number })}
        </Link>
      ))}
    </span>
  );
}

type Picking = {
  keys: Unlocked;
  id?: string;
  value?: readonly string[];
  onChange?: (secrets: string[]) => void;
};

/** Entries of the register to choose, with the titles that this key opens. */
export function SecretPicker({ keys, value = [], onChange, ...rest }: Picking) {
  const say = useSay();
  const { items = [], loading } = useRegister(keys);
  const options = items
    .filter(({ state }) => state !== 'discarded')
    .map(({ id, number, entry }) => ({
      value: id,
      label: [say('secret_of', { number }), entry?.body.title].filter(Boolean).join(' '),
    }));
  return (
    <Select
      {...rest}
      mode="multiple"
      loading={loading}
      value={[...value]}
      options={options}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={(chosen: string[]) => onChange?.(chosen)}
    />
  );
}

/** Minutes in the words of a person: 45 minutes, 3 hours, 2 days. */
export function useSpan(): (minutes: number) => string {
  const say = useSay();
  return (minutes) =>
    minutes < 60
      ? say('minutes', { count: Math.max(1, Math.floor(minutes)) })
      : minutes < 72 * 60
        ? say('hours', { count: Math.floor(minutes / 60) })
        : say('days', { count: Math.floor(minutes / 1_440) });
}
