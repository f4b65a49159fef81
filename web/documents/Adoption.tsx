import { Alert, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { stepsBefore } from '#domain/documents/kinds.ts';
import { documentStates } from '#domain/documents/states.ts';
import { api } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { DayInput } from '../ui/DayInput.tsx';
import { FormModal } from '../ui/FormModal.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { useAct } from '../ui/useAct.ts';
import { type Document, type Step, stale, useWords } from './documents.ts';
import { texts } from './texts.ts';

type Props = { document: Document; dirty: boolean };

/** The tracker of adoption: what labour law asks for before and after, who did it when, and the act itself. */
export function Adoption({ document, dirty }: Props) {
  const say = useTexts(texts);
  const [step, setStep] = useState<Step | null>(null);
  const [adopting, setAdopting] = useState(false);
  const { asked_steps: asked, state } = document;
  const before = asked.filter((one) => stepsBefore.includes(one));
  const after = asked.filter((one) => !stepsBefore.includes(one));
  const item = (one: Step) => <StepItem key={one} step={one} document={document} open={() => setStep(one)} />;
  if (state === 'replaced' || state === 'discarded') return null;
  return (
    <section className="card" aria-labelledby="document-adoption">
      <h2 id="document-adoption">{say('adoption')}</h2>
      <p className="muted">{asked.length > 0 ? say('adoption_law') : say('adoption_plain')}</p>
      <ol className="document-steps">
        {before.map(item)}
        <AdoptItem document={document} dirty={dirty} open={() => setAdopting(true)} />
        {after.map(item)}
      </ol>
      {step && <StepForm step={step} document={document} onClose={() => setStep(null)} />}
      {adopting && <AdoptForm document={document} onClose={() => setAdopting(false)} />}
    </section>
  );
}

function StepItem({ step, document, open }: { step: Step; document: Document; open: () => void }) {
  const say = useTexts(texts);
  const words = useWords();
  const { id, receipts } = document;
  const done = document.steps.find((one) => one.step === step);
  const now = stepsBefore.includes(step) === (document.state !== 'in_force');
  return (
    <li>
      <div className="row">
        <strong>{words.step(step)}</strong>
        {done ? (
          <Tag tone={done.skipped ? 'plain' : 'good'}>
            {say(done.skipped ? 'step_skipped' : 'step_done', { day: done.done_on })}
          </Tag>
        ) : (
          <Tag tone="warn">{say('step_open')}</Tag>
        )}
        {now && (
          <ActButton
            size="small"
            act="document.step"
            machine={{ table: documentStates, state: document.state }}
            onClick={open}
          >
            {done ? say('step_correct') : say(step === 'sign' ? 'receipts_paper' : 'step_record')}
          </ActButton>
        )}
        {step === 'sign' && now && !receipts && <Link to={paths.askReceipts(id)}>{say('receipts_ask')}</Link>}
      </div>
      {step === 'sign' && receipts && (
        <p>
          <Link to={paths.learning(receipts.id)}>{say('receipts', { ...receipts })}</Link>
        </p>
      )}
      {done && (
        <p className="muted">
          {done.note} {done.by_name}
        </p>
      )}
    </li>
  );
}

function AdoptItem({ document, dirty, open }: Props & { open: () => void }) {
  const say = useTexts(texts);
  const words = useWords();
  const { state, adopted_on, asked_steps, steps } = document;
  const missing = asked_steps.find((one) => stepsBefore.includes(one) && !steps.some(({ step }) => step === one));
  const why = dirty ? say('adopt_dirty') : missing ? say('adopt_steps', { step: words.step(missing) }) : null;
  return (
    <li>
      <div className="row">
        <strong>{say('adopt')}</strong>
        {adopted_on ? (
          <Tag tone="good">{say('step_done', { day: adopted_on })}</Tag>
        ) : (
          <ActButton
            type="primary"
            size="small"
            act="document.adopt"
            machine={{ table: documentStates, state }}
            reason={why}
            onClick={open}
          >
            {say('adopt')}
          </ActButton>
        )}
      </div>
    </li>
  );
}

type Recorded = { done_on: string; skipped: boolean; note: string };

function StepForm({ step, document, onClose }: { step: Step; document: Document; onClose: () => void }) {
  const say = useTexts(texts);
  const words = useWords();
  const { id, version } = document;
  const given = document.steps.find((one) => one.step === step);
  const [skipped, setSkipped] = useState(given?.skipped ?? false);
  const act = useAct(
    ({ done_on, note }: Recorded, once) =>
      api.POST('/api/documents/{id}/step', {
        params: { path: { id } },
        body: { version, step, done_on, skipped, note },
        ...once,
      }),
    { silent: true, refresh: stale },
  );
  const required = { required: true };
  const words_of_note = skipped ? say('step_reason') : say('step_note');
  return (
    <FormModal<Recorded, unknown>
      open
      onClose={onClose}
      title={say('step_title', { step: words.step(step) })}
      initial={given ? { done_on: given.done_on, note: given.note } : {}}
      act={act}
    >
      <Form.Item>
        <Checkbox checked={skipped} onChange={({ target }) => setSkipped(target.checked)}>
          {say('step_skip')}
        </Checkbox>
      </Form.Item>
      <Form.Item name="done_on" label={say('step_day')} rules={[required]}>
        <DayInput />
      </Form.Item>
      <Form.Item name="note" label={words_of_note} rules={[{ ...required, whitespace: true }]}>
        <Input.TextArea rows={4} maxLength={5000} />
      </Form.Item>
    </FormModal>
  );
}

type Adopted = { adopted_on: string; review_on?: string | null };

function AdoptForm({ document, onClose }: { document: Document; onClose: () => void }) {
  const say = useTexts(texts);
  const { id, version, title, unfilled, own_file } = document;
  const act = useAct(
    ({ adopted_on, review_on }: Adopted, once) =>
      api.POST('/api/documents/{id}/adopt', {
        params: { path: { id } },
        body: { version, adopted_on, ...(review_on ? { review_on } : {}) },
        ...once,
      }),
    { silent: true, refresh: stale, done: say('adopted') },
  );
  return (
    <FormModal<Adopted, unknown>
      open
      onClose={onClose}
      title={say('adopt_title', { title })}
      intro={say('adopt_why')}
      submitLabel={say('adopt')}
      act={act}
    >
      {unfilled > 0 && !own_file && (
        <Alert type="warning" showIcon title={say('adopt_unfilled', { count: unfilled })} />
      )}
      <Form.Item name="adopted_on" label={say('adopted_on')} rules={[{ required: true }]}>
        <DayInput />
      </Form.Item>
      <Form.Item name="review_on" label={say('review_on')}>
        <DayInput />
      </Form.Item>
    </FormModal>
  );
}
