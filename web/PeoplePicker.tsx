import { Select } from 'antd';
import { fingerprintOf } from '#seal/identity.ts';
import { useTexts } from './i18n/texts.ts';
import { identityTexts } from './identities/texts.ts';
import type { Unlocked } from './KeyGate.tsx';

type Props = {
  keys: Unlocked;
  id?: string;
  value?: readonly string[];
  onChange?: (people: string[]) => void;
  /** Who cannot be taken away: the author. */
  fixed?: readonly string[];
  'aria-label'?: string;
};

/** People with a key on the verified roll, each with the fingerprint to compare; nobody else can be chosen. */
export function PeoplePicker({ keys, value = [], onChange, fixed = [], ...rest }: Props) {
  const say = useTexts(identityTexts);
  const active = keys.roll.keys.filter(({ until }) => until === undefined);
  const options = active.map((key) => ({
    value: key.person,
    label: keys.nameOf(key.person),
    print: fingerprintOf(key),
    disabled: fixed.includes(key.person),
  }));
  const lost = value.filter((person) => !active.some((key) => key.person === person));
  const missing = lost.map((person) => ({
    value: person,
    label: `${keys.nameOf(person)}（${say('not_on_roll')}）`,
    print: '',
    disabled: false,
  }));
  return (
    <Select
      {...rest}
      mode="multiple"
      value={[...value]}
      options={[...options, ...missing]}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={(people: string[]) => onChange?.([...new Set([...fixed, ...people])])}
      optionRender={({ data }) => (
        <span>
          {data.label} <small className="muted roll-print">{data.print}</small>
        </span>
      )}
    />
  );
}
