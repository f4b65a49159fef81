import { Alert, Form } from 'antd';
import { useState } from 'react';
import { type LeakBody, readLeak } from '#domain/leaks/body.ts';
import type { Unlocked } from '../KeyGate.tsx';
import { FormDrawerFrame } from '../ui/FormFrame.tsx';
import { fieldNames, SectionFields } from './fields.tsx';
import { type Guide, type Leak, type OpenedLeak, saveLeak, useSay } from './leaks.ts';
import { RecordConflict } from './RecordConflict.tsx';
import type { SectionKey } from './sections.tsx';
import { useSealing } from './useSealing.ts';

type Props = {
  keys: Unlocked;
  leak: Leak;
  opened: OpenedLeak;
  guide: Guide;
  section: SectionKey;
  onClose: () => void;
};

/** One section of the record is edited and the whole sealed anew; a version that came meanwhile asks for a choice. */
export function SectionForm({ keys, leak, opened, guide, section, onClose }: Props) {
  const say = useSay();
  const work = useSealing(say('saved'));
  const [form] = Form.useForm<LeakBody>();
  // The version that the form was filled from: a newer one that arrives meanwhile does not replace it unasked.
  const [base, setBase] = useState(opened);
  const names = fieldNames[section];
  const mine = (from: OpenedLeak): LeakBody => {
    const values = form.getFieldsValue(true);
    return readLeak({ ...from.body, ...Object.fromEntries(names.map((name) => [name, values[name]])) });
  };
  const save = async (from: OpenedLeak) => {
    const ok = await work.run(() => saveLeak(keys, leak, { body: mine(from), before: from }));
    if (ok) onClose();
  };
  const submit = async () => {
    if ((await form.validateFields().catch(() => null)) !== null) await save(base);
  };
  return (
    <FormDrawerFrame
      title={say('edit_of', { section: say(`section_${section}`) })}
      submit={say('save')}
      busy={work.busy}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Form<LeakBody> form={form} layout="vertical" initialValues={opened.body}>
        <SectionFields section={section} guide={guide} />
      </Form>
      {work.problem && <Alert type="error" showIcon role="alert" title={work.problem} />}
      {opened.version > base.version && (
        <RecordConflict
          mine={mine(base)}
          theirs={opened.body}
          names={names}
          onMine={() => {
            setBase(opened);
            void save(opened);
          }}
          onTheirs={() => {
            form.setFieldsValue(opened.body);
            setBase(opened);
          }}
        />
      )}
    </FormDrawerFrame>
  );
}
