import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Rank, Roll } from '#domain/identities/roll.ts';
import type { Identity } from '#seal/identity.ts';
import { useTexts } from './i18n/texts.ts';
import { Alarm } from './identities/Alarm.tsx';
import { identityTexts } from './identities/texts.ts';
import { UnlockForm } from './identities/UnlockForm.tsx';
import { useKeyring, useOwnKey } from './keyring.ts';
import { paths } from './paths.ts';
import { Failed } from './ui/Failed.tsx';
import { Loading } from './ui/Loading.tsx';

/** An unlocked key that stands on the verified roll, and how to call its people. */
export type Unlocked = {
  readonly identity: Identity;
  readonly roll: Roll;
  readonly rank: Rank;
  readonly nameOf: (person: string) => string;
};

/**
 * Shows `children` to whoever has unlocked a key of the roll; before that, what is to be done: unlock, make a key, wait
 * to be admitted, found the roll, or heed the alarm, below `head` where the page has no heading of its own. Locking
 * takes everything away again.
 */
export function KeyGate({ head, children }: { head?: ReactNode; children: (keys: Unlocked) => ReactNode }) {
  const say = useTexts(identityTexts);
  const own = useOwnKey();
  const { identity, rank, rollState } = useKeyring();
  const instead = (shown: ReactNode) => (
    <>
      {head}
      {shown}
    </>
  );
  if (rollState.state === 'alarm') return instead(<Alarm refused={rollState.refused} />);
  if (rollState.state === 'failed') return instead(<Failed error={rollState.error} retry={rollState.retry} />);
  if (!own.data || rollState.state === 'reading') return instead(<Loading />);
  const keys = <Link to={paths.identities}>{say('own')}</Link>;
  if (own.data.own === null)
    return instead(
      <Alert
        type="info"
        showIcon
        title={say('none')}
        description={say('none_why')}
        action={<Link to={paths.identities}>{say('make')}</Link>}
      />,
    );
  if (!identity)
    return instead(
      <section className="card" aria-label={say('locked')}>
        <h2>{say('locked')}</h2>
        <UnlockForm own={own.data.own} owner={own.data} />
      </section>,
    );
  if (rollState.state === 'none' || rank === null)
    return instead(
      <Alert
        type="warning"
        showIcon
        title={say('state_asked')}
        description={rollState.state === 'none' ? say('wait_found') : say('wait')}
        action={keys}
      />,
    );
  const { roll, nameOf } = rollState;
  return children({ identity, roll, rank, nameOf });
}
