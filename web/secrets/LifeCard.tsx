import { Alert, Button } from 'antd';
import { useState } from 'react';
import { api, read } from '../api.ts';
import type { Unlocked } from '../KeyGate.tsx';
import type { Detail } from '../register.ts';
import { openForm } from '../secretWork.ts';
import { useMay } from '../session.ts';
import { DayText, InstantText } from '../ui/DayText.tsx';
import { StateTag } from '../ui/StateTag.tsx';
import { BringBackForm } from './ActForms.tsx';
import { Decide } from './Decide.tsx';
import { LevelTag } from './listParts.tsx';
import { type SecretText, secretTexts } from './texts.ts';
import { useWork } from './useWork.ts';
import { useSay, useStepWord } from './words.ts';

type Step = Detail['steps'][number];
type Props = { keys: Unlocked; secret: Detail; readers: readonly string[] };
type Fields = Awaited<ReturnType<typeof openForm>>;
type Opened = Readonly<Record<string, { form: Fields; answer: Fields }>>;

/** Everything that happened, the latest first; forms are opened here on request, which is a reading on record. */
export function LifeCard({ keys, secret, readers }: Props) {
  const say = useSay();
  const work = useWork();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [back, setBack] = useState<string | null>(null);
  const known = readers.length > 0;
  const open = () => work.run(async () => setOpened(await openForms(keys, secret.id)));
  return (
    <section className="card" aria-label={say('section_life')}>
      <h2>{say('section_life')}</h2>
      {secret.steps.length === 0 && <p className="muted">{say('life_empty')}</p>}
      {known && secret.steps.length > 0 && opened === null && (
        <Button size="small" loading={work.busy} onClick={() => void open()}>
          {say('form_opened')}
        </Button>
      )}
      {work.problem && <Alert type="error" showIcon role="alert" title={work.problem} />}
      <ol className="plain-list secret-steps">
        {secret.steps.map((step) => (
          <li key={step.id}>
            <StepHead step={step} />
            {opened && <FormLines shown={opened[step.id]?.form ?? null} />}
            {opened?.[step.id]?.answer && <FormLines shown={opened[step.id]?.answer ?? null} />}
            {known && step.state === 'asked' && <Decide keys={keys} secret={secret} step={step} readers={readers} />}
            {known && isOut(step) && <ReturnButton onClick={() => setBack(step.id)} />}
          </li>
        ))}
      </ol>
      {back && <BringBackForm target={{ keys, secret, readers }} use={back} onClose={() => setBack(null)} />}
    </section>
  );
}

/** A copy that left and is not back yet; a disclosure only where its return was agreed. */
const isOut = ({ kind, state, due_back_on, returned_at }: Step): boolean =>
  returned_at === null &&
  (state === 'done' || state === 'granted') &&
  (kind === 'use' || (kind === 'disclose' && due_back_on !== null));

function ReturnButton({ onClick }: { onClick: () => void }) {
  const say = useSay();
  const may = useMay();
  if (!may('secret.bring-back')) return null;
  return (
    <Button size="small" onClick={onClick}>
      {say('back_state')}
    </Button>
  );
}

function StepHead({ step }: { step: Step }) {
  const say = useSay();
  const stepWord = useStepWord();
  return (
    <div className="secret-step">
      <strong>{stepWord(step.kind)}</strong> {step.level && <LevelTag level={step.level} />}{' '}
      <StateTag state={step.state} />
      <div className="muted">
        {step.asked_by_name} <InstantText at={step.asked_at} />
        {step.decided_by_name && ` → ${step.decided_by_name}`} {step.decided_at && <InstantText at={step.decided_at} />}
      </div>
      {step.due_back_on && (
        <div>
          {say('due_back')} <DayText day={step.due_back_on} due settled={step.returned_at !== null} />
        </div>
      )}
    </div>
  );
}

function FormLines({ shown }: { shown: Fields }) {
  const say = useSay();
  if (!shown) return <p className="muted">{say('form_unread')}</p>;
  const lines = Object.entries(shown).filter(([, value]) => value);
  return (
    <dl className="facts secret-body">
      {lines.flatMap(([key, value]) => [
        <dt key={`${key}.`}>{isWord(key) ? say(key, { value: '' }) : key}</dt>,
        <dd key={key}>{value}</dd>,
      ])}
    </dl>
  );
}

const isWord = (key: string): key is SecretText => Object.hasOwn(secretTexts, key);

/** All forms of a secret: signed by somebody on the roll, about this very secret. One that fails is not shown. */
async function openForms(keys: Unlocked, id: string): Promise<Opened> {
  const { rows } = await read(
    api.POST('/api/secrets/consult', { body: { ids: [id], forms: true, purpose: 'review' } }),
  );
  const found = await Promise.all(
    (rows[0]?.forms ?? []).map(async ({ step, sealed, answer }) => {
      const pair = {
        form: await openForm(keys, id, sealed),
        answer: answer === null ? null : await openForm(keys, id, answer),
      };
      return [step, pair] as const;
    }),
  );
  return Object.fromEntries(found);
}
