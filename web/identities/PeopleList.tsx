import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Modal } from 'antd';
import { useState } from 'react';
import { keyOf, type Roll } from '#domain/identities/roll.ts';
import { writeEntry } from '#seal/roll.ts';
import { api, read } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { rememberNotes, useKeyring } from '../keyring.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { Tag, type Tone } from '../ui/StateTag.tsx';
import { useListQuery } from '../ui/useListQuery.ts';
import { AdmitForm } from './AdmitForm.tsx';
import { Fingerprint } from './Fingerprint.tsx';
import { type PersonRow, readEverybody, readPeople } from './people.ts';
import { identityTexts } from './texts.ts';
import { useSealedAct } from './useSealedAct.ts';

type Standing = 'state_none' | 'state_asked' | 'state_officer' | 'state_member' | 'state_differs';

const tones: Readonly<Record<Standing, Tone>> = {
  state_none: 'plain',
  state_asked: 'warn',
  state_officer: 'busy',
  state_member: 'good',
  state_differs: 'bad',
};

/** What the verified roll says of a row; the server's own word for its state is not believed. */
function standingOf({ person, recipient, verify_key }: PersonRow, roll: Roll): Standing {
  const key = keyOf(roll, person);
  if (recipient === null) return key ? 'state_differs' : 'state_none';
  if (key?.recipient === recipient && key.verifyKey === verify_key)
    return key.rank === 'officer' ? 'state_officer' : 'state_member';
  return 'state_asked';
}

/** A key that waits, or whose rank on the roll is no longer that of its person's post. */
function isToAdmit(row: PersonRow, roll: Roll): boolean {
  const standing = standingOf(row, roll);
  return standing === 'state_asked' || standing === (row.is_officer ? 'state_member' : 'state_officer');
}

type Props = { roll: Roll; nameOf: (person: string) => string };

/** People of the firm with their fingerprints; an officer on the roll admits and removes. */
export function PeopleList({ roll, nameOf }: Props) {
  const say = useTexts(identityTexts);
  const query = useListQuery(['state']);
  const [admitting, setAdmitting] = useState<PersonRow | null>(null);
  const [removing, setRemoving] = useState<string | null>(null);
  const { page, size, q } = query;
  const state = states.find((one) => one === query.one('state'));
  const list = useQuery({
    queryKey: ['identities', 'list', page, size, q, state],
    queryFn: () => readPeople({ page, size, ...(q ? { search: q } : {}), ...(state ? { state } : {}) }),
    placeholderData: keepPreviousData,
  });
  return (
    <section className="stack" aria-labelledby="people-title">
      <h2 id="people-title">{say('people')}</h2>
      <p className="muted">{say('people_why', { length: roll.length })}</p>
      <DataTable
        label={say('people')}
        columns={useColumns(roll, { admit: setAdmitting, remove: setRemoving })}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.person}
        rowName={(row) => row.person_name}
        query={query}
        search={say('search')}
        filters={[
          {
            key: 'state',
            label: say('state'),
            options: [
              { value: 'asked', label: say('state_asked') },
              { value: 'active', label: say('state_member') },
              { value: 'none', label: say('state_none') },
            ],
          },
        ]}
        empty={{ title: say('empty'), text: say('none_why') }}
      />
      <LeftOnRoll roll={roll} nameOf={nameOf} remove={setRemoving} />
      {admitting && <AdmitForm row={admitting} roll={roll} onClose={() => setAdmitting(null)} />}
      {removing && (
        <RemoveForm person={removing} name={nameOf(removing)} roll={roll} onClose={() => setRemoving(null)} />
      )}
    </section>
  );
}

const states = ['none', 'asked', 'active'] as const;

type Acts = { admit: (row: PersonRow) => void; remove: (person: string) => void };

function useColumns(roll: Roll, { admit, remove }: Acts): Column<PersonRow>[] {
  const say = useTexts(identityTexts);
  const { rank } = useKeyring();
  const reason = rank === 'officer' ? null : say('need_officer');
  return [
    {
      key: 'name',
      title: say('name'),
      render: (row) => (
        <>
          <strong>{row.person_name}</strong> <span className="muted">{row.post_title}</span>
        </>
      ),
    },
    {
      key: 'state',
      title: say('state'),
      render: (row) => <Tag tone={tones[standingOf(row, roll)]}>{say(standingOf(row, roll))}</Tag>,
    },
    {
      key: 'fingerprint',
      title: say('fingerprint'),
      render: ({ recipient, verify_key }) =>
        recipient && verify_key ? <Fingerprint recipient={recipient} verifyKey={verify_key} /> : '—',
    },
    {
      key: 'acts',
      title: say('acts'),
      phone: 'corner',
      render: (row) => (
        <span className="row">
          {isToAdmit(row, roll) && (
            <ActButton size="small" act="identity.admit" reason={reason} onClick={() => admit(row)}>
              {say('admit')}
            </ActButton>
          )}
          {keyOf(roll, row.person) && (
            <ActButton
              size="small"
              act="identity.remove"
              reason={reason}
              aria-label={say('remove_of', { name: row.person_name })}
              onClick={() => remove(row.person)}
            >
              {say('remove')}
            </ActButton>
          )}
        </span>
      ),
    },
  ];
}

/** Keys on the roll of people who are no longer in the firm: the first thing to take away. */
function LeftOnRoll({ roll, nameOf, remove }: Props & { remove: (person: string) => void }) {
  const say = useTexts(identityTexts);
  const { rank } = useKeyring();
  // Only an officer sees more than the own row and can tell who has left.
  const all = useQuery({ queryKey: ['identities', 'everybody'], queryFn: readEverybody, enabled: rank === 'officer' });
  const here = new Set(all.data?.map(({ person }) => person));
  const left = roll.keys.filter(({ person, until }) => until === undefined && !here.has(person));
  if (!all.data || left.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={say('state_left')}
      description={left.map(({ person }) => (
        <span key={person} className="row">
          {nameOf(person)}
          <ActButton size="small" act="identity.remove" onClick={() => remove(person)}>
            {say('remove_of', { name: nameOf(person) })}
          </ActButton>
        </span>
      ))}
    />
  );
}

function RemoveForm({
  person,
  name,
  roll,
  onClose,
}: {
  person: string;
  name: string;
  roll: Roll;
  onClose: () => void;
}) {
  const say = useTexts(identityTexts);
  const { identity } = useKeyring();
  const act = useSealedAct(say('removed'));
  const remove = async () => {
    const done = await act.run(async () => {
      if (!identity) return;
      const note = writeEntry(roll, { kind: 'remove', person }, identity, new Date().toISOString());
      await read(api.POST('/api/identities/remove', { body: { person, note } }));
      rememberNotes(identity, roll, [note]);
    });
    if (done) onClose();
  };
  return (
    <Modal
      open
      title={say('remove_of', { name })}
      okText={say('remove')}
      okButtonProps={{ danger: true, loading: act.busy }}
      onOk={() => void remove()}
      onCancel={onClose}
    >
      <p>{say('remove_why')}</p>
      {act.problem && <Alert type="error" showIcon title={act.problem} />}
    </Modal>
  );
}
