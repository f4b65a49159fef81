import { Alert, Checkbox, Form, Modal, Radio } from 'antd';
import type { Rank, Roll } from '#domain/identities/roll.ts';
import { writeEntry } from '#seal/roll.ts';
import { api, read } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { rememberNotes, useKeyring } from '../keyring.ts';
import { Fingerprint } from './Fingerprint.tsx';
import type { PersonRow } from './people.ts';
import { identityTexts } from './texts.ts';
import { useSealedAct } from './useSealedAct.ts';

type Values = { rank: Rank; compared: boolean };

/** Both sides look at the same twenty letters; only then is the key signed onto the roll. */
export function AdmitForm({ row, roll, onClose }: { row: PersonRow; roll: Roll; onClose: () => void }) {
  const say = useTexts(identityTexts);
  const { identity } = useKeyring();
  const [form] = Form.useForm<Values>();
  const act = useSealedAct(say('admitted'));
  const { id, person, recipient, verify_key: verifyKey } = row;
  if (!identity || !id || !recipient || !verifyKey) return null;
  const admit = async ({ rank }: Values) => {
    const done = await act.run(async () => {
      const entry = { kind: 'admit', person, recipient, verifyKey, rank } as const;
      const note = writeEntry(roll, entry, identity, new Date().toISOString());
      await read(api.POST('/api/identities/{id}/admit', { params: { path: { id } }, body: { note } }));
      rememberNotes(identity, roll, [note]);
    });
    if (done) onClose();
  };
  const agreed = async (_: unknown, compared: boolean) => {
    if (!compared) throw new Error(say('compared_needed'));
  };
  return (
    <Modal
      open
      title={say('admit_title', { name: row.person_name })}
      okText={say('admit')}
      okButtonProps={{ loading: act.busy }}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <p>{say('admit_why')}</p>
      <Fingerprint recipient={recipient} verifyKey={verifyKey} large />
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ rank: row.is_officer ? 'officer' : 'member', compared: false }}
        onFinish={(values) => void admit(values)}
      >
        <Form.Item name="rank" label={say('rank')}>
          <Radio.Group
            options={[
              { value: 'member', label: say('rank_member') },
              { value: 'officer', label: say('rank_officer') },
            ]}
          />
        </Form.Item>
        <Form.Item name="compared" valuePropName="checked" rules={[{ validator: agreed }]}>
          <Checkbox>{say('compared')}</Checkbox>
        </Form.Item>
        {act.problem && <Alert type="error" showIcon title={act.problem} />}
      </Form>
    </Modal>
  );
}
