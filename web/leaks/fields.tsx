import { Button, Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import {
  accessFactors,
  emptyLeak,
  evidenceKeys,
  type LeakBody,
  linkKinds,
  similarityFactors,
} from '#domain/leaks/body.ts';
import { lossAmounts } from '#domain/leaks/loss.ts';
import { useLanguage } from '../i18n/labels.ts';
import { LossView } from './LossView.tsx';
import { type Guide, useSay } from './leaks.ts';
import type { SectionKey } from './sections.tsx';

/** What a section's form changes of the record. */
export const fieldNames: Readonly<Record<SectionKey, readonly (keyof LeakBody)[]>> = {
  what: ['title', 'happened', 'found_how', 'spread'],
  suspects: ['suspects', 'access', 'access_note'],
  similarity: ['similarity', 'compared'],
  evidence: ['evidence', 'evidence_note'],
  loss: ['loss', 'loss_note'],
  routes: ['routes', 'pending', 'route_note'],
  timeline: ['timeline'],
  rehearsal: ['rehearsal'],
};

type Props = { readonly guide: Guide };

export function SectionFields({ section, guide }: Props & { section: SectionKey }): ReactNode {
  const forms: Readonly<Record<SectionKey, (props: Props) => ReactNode>> = {
    what: WhatFields,
    suspects: SuspectFields,
    similarity: SimilarityFields,
    evidence: EvidenceFields,
    loss: LossFields,
    routes: RouteFields,
    timeline: TimelineFields,
    rehearsal: RehearsalFields,
  };
  const Fields = forms[section];
  return <Fields guide={guide} />;
}

type TextName = 'happened' | 'found_how' | 'spread' | 'access_note' | 'compared' | 'evidence_note';

function Area({ name, rows = 3 }: { name: TextName | 'loss_note' | 'pending' | 'route_note'; rows?: number }) {
  const say = useSay();
  return (
    <Form.Item name={name} label={say(name)}>
      <Input.TextArea autoSize={{ minRows: rows, maxRows: 14 }} maxLength={8_000} />
    </Form.Item>
  );
}

function WhatFields() {
  const say = useSay();
  return (
    <>
      <Form.Item
        name="title"
        label={say('title')}
        extra={say('title_hint')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Area name="happened" rows={5} />
      <Area name="found_how" rows={2} />
      <Area name="spread" rows={2} />
    </>
  );
}

function SuspectFields() {
  const say = useSay();
  return (
    <>
      <Form.List name="suspects">
        {(rows, { add, remove }) => (
          <fieldset className="plain-fields">
            <legend>{say('suspects')}</legend>
            {rows.map(({ key, name }) => (
              <div key={key} className="leak-row-fields">
                <Form.Item
                  name={[name, 'name']}
                  label={say('suspect_name')}
                  rules={[{ required: true, whitespace: true }]}
                >
                  <Input maxLength={100} />
                </Form.Item>
                <Form.Item name={[name, 'link']} label={say('suspect_link')}>
                  <Select options={linkKinds.map((value) => ({ value, label: say(`link_${value}`) }))} />
                </Form.Item>
                <Form.Item name={[name, 'note']} label={say('suspect_note')} className="leak-wide">
                  <Input.TextArea autoSize maxLength={2_000} />
                </Form.Item>
                <Button size="small" onClick={() => remove(name)}>
                  {say('remove')}
                </Button>
              </div>
            ))}
            <Button disabled={rows.length >= 50} onClick={() => add({ name: '', link: 'unknown', note: '' })}>
              {say('suspect_add')}
            </Button>
          </fieldset>
        )}
      </Form.List>
      <Form.Item name="access" label={say('access')} extra={say('access_why')}>
        <Checkbox.Group
          className="leak-checks"
          options={accessFactors.map((value) => ({ value, label: say(`access_${value}`) }))}
        />
      </Form.Item>
      <Area name="access_note" />
    </>
  );
}

function SimilarityFields() {
  const say = useSay();
  return (
    <>
      <Form.Item name="similarity" label={say('similarity')} extra={say('similarity_why')}>
        <Checkbox.Group
          className="leak-checks"
          options={similarityFactors.map((value) => ({ value, label: say(`similarity_${value}`) }))}
        />
      </Form.Item>
      <Area name="compared" rows={5} />
    </>
  );
}

function EvidenceFields() {
  const say = useSay();
  return (
    <>
      <p className="muted">{say('evidence_why')}</p>
      <Form.Item name="evidence" label={say('section_evidence')}>
        <Checkbox.Group className="leak-checks">
          {([1, 2] as const).map((step) => (
            <div key={step} className="leak-checks">
              <strong>{say(`evidence_step_${step}`)}</strong>
              {evidenceKeys[step].map((key) => (
                <Checkbox key={key} value={key}>
                  {say(`evidence_${key}`)}
                </Checkbox>
              ))}
            </div>
          ))}
        </Checkbox.Group>
      </Form.Item>
      <Area name="evidence_note" />
    </>
  );
}

/** Amounts that the chosen act asks for; the estimate moves while they are typed. */
function LossFields({ guide }: Props) {
  const say = useSay();
  const form = Form.useFormInstance<LeakBody>();
  const loss = Form.useWatch('loss', { form, preserve: true }) ?? emptyLeak.loss;
  const known = Object.fromEntries(Object.entries(loss).filter(([, value]) => value !== null && value !== undefined));
  return (
    <>
      <Form.Item name={['loss', 'act']} label={say('loss_act')}>
        <Radio.Group
          className="leak-choices"
          options={(['acquired', 'used', 'breach', 'published'] as const).map((value) => ({
            value,
            label: say(`act_${value}`),
          }))}
        />
      </Form.Item>
      <div className="leak-row-fields">
        {lossAmounts.map((name) => (
          <Form.Item key={name} name={['loss', name]} label={say(name)}>
            <InputNumber<number>
              min={0}
              max={1e13}
              className="leak-wide"
              style={{ width: '100%' }}
              inputMode="decimal"
            />
          </Form.Item>
        ))}
      </div>
      <div className="card" aria-live="polite">
        <LossView body={{ ...emptyLeak, loss: { ...known, act: loss.act } }} guide={guide} />
      </div>
      <Area name="loss_note" />
    </>
  );
}

function RouteFields({ guide }: Props) {
  const say = useSay();
  const language = useLanguage();
  return (
    <>
      <Form.Item name="routes" label={say('routes')}>
        <Checkbox.Group
          className="leak-checks"
          options={guide.routes.map((route) => ({ value: route.key, label: route[language] }))}
        />
      </Form.Item>
      <Area name="pending" rows={2} />
      <Area name="route_note" />
    </>
  );
}

function TimelineFields() {
  const say = useSay();
  return (
    <Form.List name="timeline">
      {(rows, { add, remove }) => (
        <>
          {rows.map(({ key, name }) => (
            <div key={key} className="leak-row-fields">
              <Form.Item
                name={[name, 'at']}
                label={say('moment_at')}
                normalize={(value: string) => (value ? `${value}:00+08:00` : '')}
                getValueProps={(value: string) => ({ value: value.slice(0, 16) })}
                rules={[{ required: true }]}
              >
                <Input type="datetime-local" />
              </Form.Item>
              <Button size="small" onClick={() => remove(name)}>
                {say('remove')}
              </Button>
              <Form.Item
                name={[name, 'what']}
                label={say('moment_what')}
                className="leak-wide"
                rules={[{ required: true, whitespace: true }]}
              >
                <Input.TextArea autoSize maxLength={2_000} />
              </Form.Item>
            </div>
          ))}
          <Button disabled={rows.length >= 300} onClick={() => add({ at: '', what: '' })}>
            {say('moment_add')}
          </Button>
        </>
      )}
    </Form.List>
  );
}

function RehearsalFields({ guide }: Props) {
  const say = useSay();
  const language = useLanguage();
  return (
    <>
      <Form.List name={['rehearsal', 'roles']}>
        {(rows, { add, remove }) => (
          <fieldset className="plain-fields">
            <legend>{say('role')}</legend>
            {rows.map(({ key, name }) => (
              <div key={key} className="leak-row-fields">
                <Form.Item name={[name, 'role']} label={say('role')}>
                  <Input maxLength={40} />
                </Form.Item>
                <Form.Item name={[name, 'who']} label={say('role_who')}>
                  <Input maxLength={100} />
                </Form.Item>
                <Button size="small" onClick={() => remove(name)}>
                  {say('remove')}
                </Button>
              </div>
            ))}
            <Button disabled={rows.length >= 30} onClick={() => add({ role: '', who: '' })}>
              {say('role_add')}
            </Button>
          </fieldset>
        )}
      </Form.List>
      <fieldset className="plain-fields">
        <legend>{say('rehearsal_minutes')}</legend>
        <p className="muted">{say('rehearsal_minutes_why')}</p>
        {guide.steps.map((step) => (
          <Form.Item key={step.key} name={['rehearsal', 'minutes', step.key]} label={step[language]}>
            <InputNumber<number> min={0} max={10_000} inputMode="numeric" />
          </Form.Item>
        ))}
      </fieldset>
      {(['findings', 'improve'] as const).map((name) => (
        <Form.Item key={name} name={['rehearsal', name]} label={say(name)}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={8_000} />
        </Form.Item>
      ))}
    </>
  );
}
