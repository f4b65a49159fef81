import { Alert, Form } from 'antd';
import { useState } from 'react';
import { keyOf } from '#domain/identities/roll.ts';
import { fingerprintOf } from '#seal/identity.ts';
import type { Unlocked } from '../KeyGate.tsx';
import { PeoplePicker } from '../PeoplePicker.tsx';
import type { Detail } from '../register.ts';
import { sealAgain } from '../secretWork.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { FormDrawerFrame } from '../ui/FormFrame.tsx';
import type { Entry } from '../vault.ts';
import { Sealing } from './BulkReaders.tsx';
import { useWork } from './useWork.ts';
import { useSay } from './words.ts';

type Props = { keys: Unlocked; secret: Detail; entry: Entry | null };

/** Who knows it: by the opened record where it may be read, else by the server's list. */
export function PeopleCard({ keys, secret, entry }: Props) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const listed = secret.reader_list.filter(({ until }) => until === null).map(({ person }) => person);
  const people = entry ? [...new Set([...entry.need_to_know, entry.author])] : listed;
  return (
    <section className="card" aria-label={say('section_people')}>
      <h2>{say('section_people')}</h2>
      <ul className="plain-list secret-people">
        {people.map((person) => {
          const key = keyOf(keys.roll, person);
          return (
            <li key={person}>
              {keys.nameOf(person)}{' '}
              {key ? (
                <code className="roll-print">{fingerprintOf(key)}</code>
              ) : (
                <span className="muted">{say('not_on_roll')}</span>
              )}
            </li>
          );
        })}
      </ul>
      {entry && (
        <ActButton size="small" act="secret.seal-again" onClick={() => setOpen(true)}>
          {say('readers_edit')}
        </ActButton>
      )}
      {open && entry && <ReadersForm keys={keys} secret={secret} entry={entry} onClose={() => setOpen(false)} />}
    </section>
  );
}

function ReadersForm({
  keys,
  secret,
  entry,
  onClose,
}: {
  keys: Unlocked;
  secret: Detail;
  entry: Entry;
  onClose: () => void;
}) {
  const say = useSay();
  const own = keys.identity.person;
  const [readers, setReaders] = useState<string[]>([...new Set([...entry.need_to_know, own])]);
  const [done, setDone] = useState<number | null>(null);
  const work = useWork(say('readers_done'));
  const gone = entry.need_to_know.filter((person) => !readers.includes(person));
  const submit = async () => {
    setDone(0);
    if (await work.run(() => sealAgain(keys, [{ id: secret.id, entry, readers }], setDone))) onClose();
    setDone(null);
  };
  return (
    <FormDrawerFrame
      title={say('readers_edit')}
      submit={say('readers_save')}
      busy={work.busy}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p>{say('readers_why')}</p>
      <Form layout="vertical">
        <Form.Item label={say('readers')} htmlFor="readers" extra={say('readers_author')}>
          <PeoplePicker id="readers" keys={keys} value={readers} fixed={[own]} onChange={setReaders} />
        </Form.Item>
      </Form>
      {gone.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`${say('remove_people')}：${gone.map(keys.nameOf).join('、')}`}
          description={say('readers_gone')}
        />
      )}
      {done !== null && <Sealing done={done} total={1} />}
      {work.problem && <Alert type="error" showIcon role="alert" title={work.problem} />}
      {work.conflict && <Alert type="warning" showIcon role="alert" title={say('conflict')} />}
    </FormDrawerFrame>
  );
}
