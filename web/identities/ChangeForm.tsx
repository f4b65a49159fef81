import { Alert, Form, Input, Modal } from 'antd';
import { encodeBase64 } from '#domain/evidence/base64.ts';
import { openInWorker, sealInWorker } from '#seal/work.ts';
import { api, read } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { bytesOf, type Own } from '../keyring.ts';
import { type NewPassphrase, PassphraseFields } from './PassphraseFields.tsx';
import { identityTexts } from './texts.ts';
import { useSealedAct } from './useSealedAct.ts';

type Props = { own: Own; owner: { person: string; organisation: string }; onClose: () => void };

/** Another passphrase for the same key; the present one is asked for, though the key is open. */
export function ChangeForm({ own, owner, onClose }: Props) {
  const say = useTexts(identityTexts);
  const [form] = Form.useForm<NewPassphrase & { old: string }>();
  const act = useSealedAct(say('changed'));
  const change = async ({ old, passphrase }: NewPassphrase & { old: string }) => {
    const done = await act.run(async () => {
      const identity = await openInWorker(bytesOf(own.sealed), old, owner);
      const sealed = encodeBase64(await sealInWorker(identity, passphrase));
      await read(api.POST('/api/identities/reseal', { body: { version: own.version, sealed } }));
    });
    if (done) onClose();
  };
  return (
    <Modal
      open
      title={say('change')}
      okText={say('change')}
      okButtonProps={{ loading: act.busy }}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void change(values)}>
        <p>{say('change_why')}</p>
        <Form.Item name="old" label={say('old')} rules={[{ required: true, message: say('unlock_why') }]}>
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <PassphraseFields />
        {act.problem && <Alert type="error" showIcon title={act.problem} />}
      </Form>
    </Modal>
  );
}
