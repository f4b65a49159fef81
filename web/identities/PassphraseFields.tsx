import { Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { Refused } from '#domain/refused.ts';
import { sentenceFor } from '#domain/sentences.ts';
import { checkPassphrase, offerPassphrase } from '#seal/passphrase.ts';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { useSession } from '../session.ts';
import { identityTexts } from './texts.ts';

export type NewPassphrase = { passphrase: string; again: string; noted?: boolean };

/** A new passphrase, offered or one's own, twice; inside a Form of `NewPassphrase`. */
export function PassphraseFields() {
  const say = useTexts(identityTexts);
  const language = useLanguage();
  const { person, post } = useSession();
  const form = Form.useFormInstance<NewPassphrase>();
  const [offered, setOffered] = useState(offerPassphrase);
  const own = [person?.name ?? '', post?.organisation_name ?? ''];
  const judge = async (_: unknown, passphrase: string) => {
    try {
      checkPassphrase(passphrase ?? '', own);
    } catch (error) {
      if (error instanceof Refused) throw new Error(sentenceFor(error.reason, error.detail, language));
    }
  };
  const same = async (_: unknown, again: string) => {
    if (again !== form.getFieldValue('passphrase')) throw new Error(say('again_differs'));
  };
  const agreed = async (_: unknown, noted: boolean) => {
    if (!noted) throw new Error(say('noted_needed'));
  };
  const use = () => {
    form.setFieldsValue({ passphrase: offered, again: offered });
    void form.validateFields(['passphrase', 'again']);
  };
  return (
    <>
      <div className="card stack passphrase-offer">
        <span className="muted">{say('offered')}</span>
        <code className="offered" data-testid="offered">
          {offered}
        </code>
        <div className="row">
          <Button onClick={use}>{say('use')}</Button>
          <Button type="text" onClick={() => setOffered(offerPassphrase())}>
            {say('another')}
          </Button>
        </div>
      </div>
      <Form.Item
        name="passphrase"
        label={say('passphrase')}
        extra={say('passphrase_hint')}
        rules={[{ required: true, message: '' }, { validator: judge }]}
        validateTrigger="onBlur"
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item name="again" label={say('again')} dependencies={['passphrase']} rules={[{ validator: same }]}>
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item name="noted" valuePropName="checked" rules={[{ validator: agreed }]}>
        <Checkbox>{say('noted')}</Checkbox>
      </Form.Item>
    </>
  );
}
