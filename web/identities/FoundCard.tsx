import { useState } from 'react';
import { growRoll, type Roll } from '#domain/identities/roll.ts';
import type { Identity } from '#seal/identity.ts';
import { rollTools, writeEntry } from '#seal/roll.ts';
import { api, read } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { rememberNotes, useKeyring } from '../keyring.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { RecoverySteps } from './RecoverySteps.tsx';
import { identityTexts } from './texts.ts';

/** The firm's first officer founds its roll, with the recovery key that is printed here and nowhere kept. */
export function FoundCard() {
  const say = useTexts(identityTexts);
  const { identity } = useKeyring();
  const [open, setOpen] = useState(false);
  return (
    <section className="card stack key-card" aria-labelledby="found-title">
      <h2 id="found-title" className="no-print">
        {say('found')}
      </h2>
      <p className="no-print">{say('found_why')}</p>
      {open && identity ? (
        <RecoverySteps
          organisation={identity.organisation}
          label={say('found')}
          done={say('founded')}
          onMade={(recovery) => found(identity, recovery)}
          onClose={() => setOpen(false)}
        />
      ) : (
        <div>
          <ActButton
            type="primary"
            act="identity.found"
            reason={identity ? null : say('found_unlock')}
            onClick={() => setOpen(true)}
          >
            {say('found')}
          </ActButton>
        </div>
      )}
    </section>
  );
}

async function found(identity: Identity, recovery: Identity): Promise<void> {
  const at = new Date().toISOString();
  const { person, recipient, verifyKey, organisation } = identity;
  const first = writeEntry(undefined, { kind: 'found', person, recipient, verifyKey }, identity, at);
  const roll: Roll = growRoll(undefined, first, { organisation, tools: rollTools });
  const act = { kind: 'recovery', recipient: recovery.recipient, verifyKey: recovery.verifyKey } as const;
  const notes = [first, writeEntry(roll, act, identity, at)];
  await read(api.POST('/api/identities/found', { body: { notes } }));
  rememberNotes(identity, undefined, notes);
}
