import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { Roll } from '#domain/identities/roll.ts';
import type { Identity } from '#seal/identity.ts';
import { joinShares, readRecovery, readShare } from '#seal/recovery.ts';
import { writeEntry } from '#seal/roll.ts';
import { api, read } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { holdRecovery, type Own, rememberNotes, useKeyring } from '../keyring.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { RecoverySteps } from './RecoverySteps.tsx';
import { identityTexts } from './texts.ts';
import { useSealedAct } from './useSealedAct.ts';

type Props = { roll: Roll; own: Own | null };

/** What the printed key is for: one's own new key when nobody else can admit it, and sealing again; and replacing it. */
export function RecoverCard({ roll, own }: Props) {
  const say = useTexts(identityTexts);
  const { identity, recovery, rank } = useKeyring();
  const [replacing, setReplacing] = useState(false);
  return (
    <section className="card stack key-card" aria-labelledby="recover-title">
      <h2 id="recover-title" className="no-print">
        {say('sheet')}
      </h2>
      {replacing && identity ? (
        <RecoverySteps
          organisation={identity.organisation}
          label={say('replace')}
          done={say('replaced')}
          onMade={(fresh) => replace(roll, identity, fresh)}
          onClose={() => setReplacing(false)}
        />
      ) : (
        <>
          <p>{say('recover_why')}</p>
          {recovery ? <Alert type="warning" showIcon title={say('recover_held')} /> : <UseForm roll={roll} own={own} />}
          <div>
            <ActButton
              act="identity.replace-recovery"
              reason={rank === 'officer' ? null : say('need_officer')}
              onClick={() => setReplacing(true)}
            >
              {say('replace')}
            </ActButton>
          </div>
        </>
      )}
    </section>
  );
}

async function replace(roll: Roll, identity: Identity, { recipient, verifyKey }: Identity): Promise<void> {
  const act = { kind: 'recovery', recipient, verifyKey } as const;
  const note = writeEntry(roll, act, identity, new Date().toISOString());
  await read(api.POST('/api/identities/replace-recovery', { body: { note } }));
  rememberNotes(identity, roll, [note]);
}

function UseForm({ roll, own }: Props) {
  const say = useTexts(identityTexts);
  const [text, setText] = useState('');
  const admitting = useSealedAct(say('recovered'));
  const holding = useSealedAct();
  const admitted = own !== null && roll.keys.some((key) => key.recipient === own.recipient && key.until === undefined);
  const admit = () =>
    admitting.run(async () => {
      const recovery = await openRecovery(text, roll);
      if (!own) return;
      const person = personOf(own);
      const act = {
        kind: 'admit',
        person,
        recipient: own.recipient,
        verifyKey: own.verify_key,
        rank: 'officer',
      } as const;
      const note = writeEntry(roll, act, recovery, new Date().toISOString());
      await read(api.POST('/api/identities/{id}/admit', { params: { path: { id: own.id } }, body: { note } }));
      rememberNotes({ organisation: roll.organisation, person }, roll, [note]);
      setText('');
    });
  const hold = () =>
    holding.run(async () => {
      holdRecovery(await openRecovery(text, roll));
      setText('');
    });
  const problem = admitting.problem ?? holding.problem;
  return (
    <Form layout="vertical" className="narrow-form">
      <Form.Item label={say('recover_text')} extra={say('recover_hint')} htmlFor="recovery-text">
        <Input.TextArea
          id="recovery-text"
          value={text}
          rows={3}
          maxLength={4_000}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => setText(target.value)}
        />
      </Form.Item>
      {problem && <Alert type="error" showIcon title={problem} />}
      <div className="row">
        {own && !admitted && (
          <ActButton type="primary" act="identity.admit" loading={admitting.busy} onClick={() => void admit()}>
            {say('recover_self')}
          </ActButton>
        )}
        <Button loading={holding.busy} onClick={() => void hold()}>
          {say('recover_hold')}
        </Button>
      </div>
    </Form>
  );
}

/** The whole key, or its parts, one a line. Refuses as `readRecovery`, `readShare` and `joinShares`. */
async function openRecovery(text: string, roll: Roll): Promise<Identity> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const isShares = lines[0]?.trim().toUpperCase().startsWith('HUMI') ?? false;
  const secret = isShares ? await joinShares(lines.map((line, at) => readShare(line, at + 1))) : text;
  return readRecovery(secret, roll, new Date().toISOString());
}

/** A verify key is named after its person. */
const personOf = ({ verify_key }: Own): string => verify_key.slice(0, verify_key.indexOf('+'));
