import { Alert, Form } from 'antd';
import { useState } from 'react';
import type { Unlocked } from '../KeyGate.tsx';
import { PeoplePicker } from '../PeoplePicker.tsx';
import type { Item } from '../register.ts';
import { sealAgain } from '../secretWork.ts';
import { FormDrawerFrame } from '../ui/FormFrame.tsx';
import { Working } from '../ui/Working.tsx';
import type { Entry } from '../vault.ts';
import { useWork } from './useWork.ts';
import { useSay } from './words.ts';

type Props = { keys: Unlocked; items: readonly Item[]; onClose: () => void };

type Known = Item & { readonly entry: Entry };

/** Adds people to, or removes them from, the lists of many secrets: each is sealed again, with progress. */
export function BulkReaders({ keys, items, onClose }: Props) {
  const say = useSay();
  const [form] = Form.useForm<{ add?: string[]; remove?: string[] }>();
  const [going, setGoing] = useState<{ done: number; total: number } | null>(null);
  const work = useWork(say('readers_done'));
  const known = items.filter((item): item is Known => item.entry !== null);
  const submit = async () => {
    const { add = [], remove = [] } = form.getFieldsValue();
    const wanted = known.flatMap((item) => {
      const before = item.entry.need_to_know;
      const readers = [...new Set([...before, ...add])].filter((person) => !remove.includes(person));
      const same = readers.length === before.length && readers.every((person) => before.includes(person));
      return same ? [] : [{ id: item.id, entry: item.entry, readers }];
    });
    const total = wanted.length;
    setGoing({ done: 0, total });
    if (await work.run(() => sealAgain(keys, wanted, (done) => setGoing({ done, total })))) onClose();
    setGoing(null);
  };
  return (
    <FormDrawerFrame
      title={say('readers_many')}
      submit={say('readers_save')}
      busy={work.busy}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Form form={form} layout="vertical">
        <Form.Item name="add" label={say('add_people')}>
          <PeoplePicker keys={keys} />
        </Form.Item>
        <Form.Item name="remove" label={say('remove_people')}>
          <PeoplePicker keys={keys} />
        </Form.Item>
      </Form>
      <Alert type="warning" showIcon title={say('readers_gone')} />
      {known.length < items.length && (
        <Alert type="info" showIcon title={`${say('unreadable')}: ${items.length - known.length}`} />
      )}
      {going && <Sealing {...going} />}
      {work.problem && <Alert type="error" showIcon role="alert" title={work.problem} />}
      {work.conflict && <Alert type="warning" showIcon role="alert" title={say('conflict')} />}
    </FormDrawerFrame>
  );
}

/** How far sealing again is. */
export function Sealing({ done, total }: { done: number; total: number }) {
  const say = useSay();
  return <Working text={say('sealing', { done, total })} share={done / Math.max(1, total)} />;
}
