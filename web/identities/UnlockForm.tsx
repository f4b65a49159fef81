import { Alert, Button, Form, Input } from 'antd';
import { Refused } from '#domain/refused.ts';
import { openWithPasskey } from '#seal/passkey.ts';
import { allowPlainHttp } from '#seal/without-subtle.ts';
import { openInWorker } from '#seal/work.ts';
import { demoPassphrase } from '../demoKeys.ts';
import { useTexts } from '../i18n/texts.ts';
import { bytesOf, type Own, unlockRing } from '../keyring.ts';
import { useSession } from '../session.ts';
import { identityTexts } from './texts.ts';
import { useSealedAct } from './useSealedAct.ts';

type Props = { own: Own; owner: { person: string; organisation: string }; onUnlocked?: () => void };

/** Opens the own key with its passphrase or passkey; it stays in memory. */
export function UnlockForm({ own, owner, onUnlocked }: Props) {
  const say = useTexts(identityTexts);
  const act = useSealedAct();
  const { demonstration } = useSession();
  const unlock = (open: () => ReturnType<typeof openInWorker>) =>
    act.run(async () => {
      allowPlainHttp();
      const identity = await open();
      const same = identity.recipient === own.recipient && identity.verifyKey === own.verify_key;
      if (!same) throw new Refused('identity_tampered');
      unlockRing(identity);
      onUnlocked?.();
    });
  const { passkey_sealed: second, passkey_credential: credential } = own;
  return (
    <Form<{ passphrase: string }>
      layout="vertical"
      className="narrow-form"
      requiredMark={false}
      onFinish={({ passphrase }) => void unlock(() => openInWorker(bytesOf(own.sealed), passphrase, owner))}
    >
      <p>{say('unlock_why')}</p>
      {demonstration && <Alert type="info" showIcon title={say('demo_passphrase', { passphrase: demoPassphrase })} />}
      <Form.Item name="passphrase" label={say('passphrase')} rules={[{ required: true, message: say('unlock_why') }]}>
        <Input.Password autoComplete="current-password" maxLength={200} onChange={act.clear} />
      </Form.Item>
      {act.problem && <Alert type="error" showIcon title={act.problem} />}
      <div className="row">
        <Button type="primary" htmlType="submit" loading={act.busy}>
          {act.busy ? say('unlocking') : say('unlock')}
        </Button>
        {second && credential && (
          <Button
            loading={act.busy}
            onClick={() => void unlock(() => openWithPasskey(bytesOf(second), credential, owner))}
          >
            {say('unlock_passkey')}
          </Button>
        )}
      </div>
    </Form>
  );
}
