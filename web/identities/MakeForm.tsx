import { Alert, Button, Form } from 'antd';
import { encodeBase64 } from '#domain/evidence/base64.ts';
import { makeIdentity } from '#seal/identity.ts';
import { allowPlainHttp } from '#seal/without-subtle.ts';
import { sealInWorker } from '#seal/work.ts';
import { api, read } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { unlockRing } from '../keyring.ts';
import { type NewPassphrase, PassphraseFields } from './PassphraseFields.tsx';
import { identityTexts } from './texts.ts';
import { useSealedAct } from './useSealedAct.ts';

type Props = { owner: { person: string; organisation: string } };

/** The first thing of all: a key of one's own, made here, sealed here. */
export function MakeForm({ owner }: Props) {
  const say = useTexts(identityTexts);
  const act = useSealedAct(say('made'));
  const make = ({ passphrase }: NewPassphrase) =>
    act.run(async () => {
      allowPlainHttp();
      const identity = await makeIdentity(owner, new Date().toISOString());
      const sealed = encodeBase64(await sealInWorker(identity, passphrase));
      const body = { recipient: identity.recipient, verify_key: identity.verifyKey, sealed };
      await read(api.POST('/api/identities', { body }));
      unlockRing(identity);
    });
  return (
    <section className="card stack key-card" aria-labelledby="make-title">
      <h2 id="make-title">{say('none')}</h2>
      <p>{say('none_why')}</p>
      <Alert type="warning" showIcon title={say('lost')} />
      <Form<NewPassphrase>
        layout="vertical"
        className="narrow-form"
        requiredMark={false}
        onFinish={(values) => void make(values)}
      >
        <PassphraseFields />
        {act.problem && <Alert type="error" showIcon title={act.problem} />}
        <div className="row">
          <Button type="primary" htmlType="submit" loading={act.busy}>
            {act.busy ? say('making') : say('make')}
          </Button>
        </div>
      </Form>
    </section>
  );
}
