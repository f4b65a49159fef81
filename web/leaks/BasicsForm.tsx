import { Alert, Form, Radio } from 'antd';
import type { Unlocked } from '../KeyGate.tsx';
import { PeoplePicker } from '../PeoplePicker.tsx';
import { FormDrawerFrame } from '../ui/FormFrame.tsx';
import { type Kind, type Leak, type OpenedLeak, saveLeak, useSay } from './leaks.ts';
import { SecretPicker } from './parts.tsx';
import { useSealing } from './useSealing.ts';

type Props = { keys: Unlocked; leak: Leak; opened: OpenedLeak; onClose: () => void };
type Values = { kind: Kind; secrets: string[]; readers: string[] };

/** A suspicion becomes certain, entries and readers change: the record is sealed again for who may read it now. */
export function BasicsForm({ keys, leak, opened, onClose }: Props) {
  const say = useSay();
  const work = useSealing(say('saved'));
  const [form] = Form.useForm<Values>();
  const save = async () => {
    const change = form.getFieldsValue(true);
    const ok = await work.run(() => saveLeak(keys, leak, { body: opened.body, before: opened, change }));
    if (ok) onClose();
  };
  return (
    <FormDrawerFrame
      title={say('basics')}
      submit={say('save')}
      busy={work.busy}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ kind: leak.kind, secrets: leak.secrets, readers: leak.readers }}
      >
        {leak.kind !== 'rehearsal' && (
          <Form.Item name="kind" label={say('kind')}>
            <Radio.Group
              options={(['suspected', 'confirmed'] as const).map((value) => ({ value, label: say(`kind_${value}`) }))}
            />
          </Form.Item>
        )}
        <Form.Item name="secrets" label={say('secrets')}>
          <SecretPicker keys={keys} />
        </Form.Item>
        <Form.Item name="readers" label={say('readers')} extra={`${say('readers_why')}${say('basics_removed')}`}>
          <PeoplePicker keys={keys} fixed={[keys.identity.person]} />
        </Form.Item>
      </Form>
      {work.problem && <Alert type="error" showIcon role="alert" title={work.problem} />}
      {work.conflict && <Alert type="warning" showIcon role="alert" title={say('conflict')} />}
    </FormDrawerFrame>
  );
}
