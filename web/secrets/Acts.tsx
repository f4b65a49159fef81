import { useState } from 'react';
import type { Act } from '#domain/permissions.ts';
import { needsSecond } from '#domain/secrets/rules.ts';
import { secretStates } from '#domain/secrets/states.ts';
import { actsIn } from '#domain/states.ts';
import type { Unlocked } from '../KeyGate.tsx';
import type { Detail } from '../register.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import type { Entry } from '../vault.ts';
import {
  type ActProps,
  ConcealForm,
  DeclassifyForm,
  DestroyForm,
  ExposeForm,
  ResumeForm,
  ReviewForm,
  SuspendForm,
  UseForm,
} from './ActForms.tsx';
import { DiscloseForm } from './DiscloseForm.tsx';
import { ProposeForm } from './ProposeForm.tsx';
import { useSay, useStepWord } from './words.ts';

const forms: Readonly<Record<string, (props: ActProps) => React.ReactNode>> = {
  conceal: ConcealForm,
  use: UseForm,
  review: ReviewForm,
  disclose: DiscloseForm,
  suspend: SuspendForm,
  expose: ExposeForm,
  resume: ResumeForm,
  declassify: DeclassifyForm,
  destroy: DestroyForm,
};

const order = [
  'propose',
  'resume',
  'conceal',
  'use',
  'review',
  'change',
  'disclose',
  'suspend',
  'expose',
  'declassify',
  'destroy',
];

/** The kind of step that an act writes. */
const stepOf = (verb: string): string => (verb === 'propose' ? 'classify' : verb);

/** The acts that the state allows, each with its form; while one waits for a decision no other is asked for. */
export function Acts({ keys, secret, entry }: { keys: Unlocked; secret: Detail; entry: Entry }) {
  const say = useSay();
  const may = useMay();
  const stepWord = useStepWord();
  const [open, setOpen] = useState<string | null>(null);
  const possible = actsIn(secretStates, secret.state);
  const readers = [...new Set([...entry.need_to_know, entry.author])];
  const target = { keys, secret, readers };
  const waits = secret.asked ? say('step_asked', { act: stepWord(secret.asked) }) : null;
  const close = () => setOpen(null);
  const OpenForm = open === null ? undefined : forms[open];
  return (
    <>
      {order
        .filter((verb) => possible.includes(verb))
        .filter((verb) => may(`secret.${verb}` as Act))
        .map((verb) => (
          <ActButton
            key={verb}
            // Each of these verbs is an act of this noun in domain/permissions.ts.
            act={`secret.${verb}` as Act}
            type={verb === 'propose' ? 'primary' : 'default'}
            reason={needsSecond(stepOf(verb), secret.level) ? waits : null}
            onClick={() => setOpen(verb)}
          />
        ))}
      {OpenForm && <OpenForm target={target} onClose={close} />}
      {(open === 'propose' || open === 'change') && (
        <ProposeForm target={target} kind={open} measures={entry.body.measures.length} onClose={close} />
      )}
    </>
  );
}
