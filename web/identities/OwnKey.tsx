import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api, read } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { idleMinutes, lockRing, type Own, type RollState, useKeyring } from '../keyring.ts';
import { useMay } from '../session.ts';
import { Tag } from '../ui/StateTag.tsx';
import { ChangeForm } from './ChangeForm.tsx';
import { Fingerprint } from './Fingerprint.tsx';
import { PasskeyButton } from './PasskeyButton.tsx';
import { identityTexts } from './texts.ts';
import { UnlockForm } from './UnlockForm.tsx';
import { useSealedAct } from './useSealedAct.ts';

type Props = { own: Own; owner: { person: string; organisation: string }; rollState: RollState };

/** The own key: locked or not, its fingerprint, its passphrase and passkey, and what to do when the passphrase is lost. */
export function OwnKey({ own, owner, rollState }: Props) {
  const say = useTexts(identityTexts);
  const { identity } = useKeyring();
  const [changing, setChanging] = useState(false);
  const may = useMay();
  const roll = rollState.state === 'ok' ? rollState.roll : null;
  const onRoll = roll?.keys.find((key) => key.recipient === own.recipient && key.until === undefined);
  const standing = onRoll ? (onRoll.rank === 'officer' ? 'state_officer' : 'state_member') : 'state_asked';
  return (
    <section className="card stack key-card" aria-labelledby="own-title">
      <div className="row">
        <h2 id="own-title">{say('own')}</h2>
        <Tag tone={identity ? 'good' : 'plain'}>{identity ? say('unlocked') : say('locked')}</Tag>
        {rollState.state !== 'alarm' && <Tag tone={onRoll ? 'busy' : 'warn'}>{say(standing)}</Tag>}
      </div>
      {roll && !onRoll && <p>{say('wait')}</p>}
      {rollState.state === 'none' && <p>{say(may('identity.found') ? 'wait_self' : 'wait_found')}</p>}
      {identity ? (
        <>
          <Fingerprint recipient={identity.recipient} verifyKey={identity.verifyKey} large />
          <p className="muted">{say('unlocked_why', { minutes: idleMinutes })}</p>
          <div className="row">
            <Button onClick={lockRing}>{say('lock')}</Button>
            <Button onClick={() => setChanging(true)}>{say('change')}</Button>
            <PasskeyButton own={own} identity={identity} />
          </div>
          {changing && <ChangeForm own={own} owner={owner} onClose={() => setChanging(false)} />}
        </>
      ) : (
        <>
          {!onRoll && <p className="muted">{say('fingerprint_locked')}</p>}
          <UnlockForm own={own} owner={owner} />
        </>
      )}
      <Forgot own={own} />
    </section>
  );
}

/** A lost passphrase: the key is retired, a new one made and admitted again. */
function Forgot({ own }: { own: Own }) {
  const say = useTexts(identityTexts);
  const [asking, setAsking] = useState(false);
  const act = useSealedAct(say('retired'));
  const retire = () =>
    act.run(async () => {
      await read(api.POST('/api/identities/retire', { body: { version: own.version } }));
      lockRing();
    });
  return (
    <div>
      <Button type="link" onClick={() => setAsking(true)}>
        {say('forgot')}
      </Button>
      <Modal
        open={asking}
        title={say('lost_title')}
        okText={say('lost_do')}
        okButtonProps={{ danger: true, loading: act.busy }}
        onOk={() => void retire().then((done) => done && setAsking(false))}
        onCancel={() => setAsking(false)}
      >
        <p>{say('lost_why')}</p>
        {act.problem && <p role="alert">{act.problem}</p>}
      </Modal>
    </div>
  );
}
