import { Alert, Button, Form, Input, Upload } from 'antd';
import { useState } from 'react';
import { ActFrame, type ActProps, FormLine, type Values } from './ActForms.tsx';
import { sendPlain } from './acts.ts';
import { digestFile } from './digest.ts';
import type { SecretText } from './texts.ts';
import { useSay } from './words.ts';

export function DiscloseForm(props: ActProps) {
  const say = useSay();
  const send = ({ fields }: Values) => sendPlain(props.target, 'disclose', { step: 'disclose', fields });
  const core = props.target.secret.level === 'core';
  return (
    <ActFrame {...props} act="disclose" send={send} intro={core ? say('disclose_core') : undefined}>
      <FormLine name="disclose_to" />
      <FormLine name="disclose_what" />
      <FormLine name="disclose_basis" />
      <DigestLine name="disclose_original" />
      <DigestLine name="disclose_copy" />
    </ActFrame>
  );
}

/** The commitment to a file that is digested here and goes nowhere. */
function DigestLine({ name }: { name: SecretText }) {
  const say = useSay();
  return (
    <Form.Item name={['fields', name]} label={say(name)}>
      <DigestInput />
    </Form.Item>
  );
}

function DigestInput({ id, value, onChange }: { id?: string; value?: string; onChange?: (digest: string) => void }) {
  const say = useSay();
  const [busy, setBusy] = useState(false);
  const [unread, setUnread] = useState(false);
  const take = async (file: File) => {
    setBusy(true);
    setUnread(false);
    try {
      onChange?.(await digestFile(file));
    } catch {
      setUnread(true);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="stack">
      <Input
        {...(id ? { id } : {})}
        value={value ?? ''}
        onChange={({ target }) => onChange?.(target.value)}
        maxLength={64}
      />
      <Upload
        showUploadList={false}
        beforeUpload={(file: File) => {
          void take(file);
          return false;
        }}
      >
        <Button size="small" loading={busy}>
          {say('digest_of')}
        </Button>
      </Upload>
      {unread && <Alert type="error" showIcon role="alert" title={say('digest_unread')} />}
    </div>
  );
}
