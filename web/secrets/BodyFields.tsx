import { Alert, Checkbox, Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { measures, rightsKinds, secretKinds, type TextField } from '#domain/secrets/body.ts';
import { coachOf } from '#domain/secrets/coach.ts';
import { DayInput } from '../ui/DayInput.tsx';
import type { SecretText } from './texts.ts';
import { useSay } from './words.ts';

type FieldProps = { name: TextField; hint?: SecretText; rows?: number; required?: true };

/** One text of the record; several lines where `rows` says so. */
export function TextOf({ name, hint, rows, required }: FieldProps) {
  const { t } = useTranslation();
  const say = useSay();
  const rule = { required: true, whitespace: true, message: t('ui.required', { field: say(name) }) };
  return (
    <Form.Item name={name} label={say(name)} {...(hint ? { extra: say(hint) } : {})} rules={required ? [rule] : []}>
      {rows ? <Input.TextArea rows={rows} maxLength={20_000} /> : <Input maxLength={300} />}
    </Form.Item>
  );
}

/** 是什么: title, kind, and the point itself with plain advice beside it. */
export function WhatFields() {
  const say = useSay();
  return (
    <>
      <TextOf name="title" hint="title_hint" required />
      <Form.Item name="kind" label={say('kind')}>
        <Radio.Group options={secretKinds.map((value) => ({ value, label: say(`kind_${value}`) }))} />
      </Form.Item>
      <TextOf name="sub_kind" hint="sub_kind_hint" />
      <TextOf name="content" hint="content_hint" rows={6} required />
      <Coach />
    </>
  );
}

function Coach() {
  const say = useSay();
  const content: unknown = Form.useWatch('content');
  const verdict = coachOf(typeof content === 'string' ? content : '');
  return (
    <>
      {verdict !== 'none' && (
        <Alert
          type={verdict === 'good' ? 'success' : 'warning'}
          showIcon
          role="status"
          title={say(`coach_${verdict}`)}
        />
      )}
      <details className="secret-coach">
        <summary>{say('coach')}</summary>
        <ul>
          {(['coach_1', 'coach_2', 'coach_3', 'coach_4', 'coach_5'] as const).map((key) => (
            <li key={key}>{say(key)}</li>
          ))}
        </ul>
      </details>
    </>
  );
}

export function WhyFields() {
  const say = useSay();
  return (
    <>
      <TextOf name="why_secret" hint="why_hint" rows={3} />
      <Form.Item name="searched_on" label={say('searched_on')}>
        <DayInput />
      </Form.Item>
      <TextOf name="value" rows={2} />
      <TextOf name="cost" />
      <TextOf name="origin" hint="origin_hint" rows={2} />
      <TextOf name="patents" />
    </>
  );
}

export function WhereFields() {
  const say = useSay();
  return (
    <>
      <TextOf name="product" />
      <TextOf name="department" />
      <TextOf name="owner" />
      <Form.Item name="rights" label={say('rights')}>
        <Radio.Group options={rightsKinds.map((value) => ({ value, label: say(`rights_${value}`) }))} />
      </Form.Item>
      <TextOf name="co_owners" />
      <TextOf name="carriers" hint="carriers_hint" rows={2} />
      <TextOf name="places" rows={2} />
      <TextOf name="systems" rows={2} />
      <Form.Item name="cross_border" valuePropName="checked">
        <Checkbox>{say('cross_border')}</Checkbox>
      </Form.Item>
    </>
  );
}

export function GuardFields() {
  const say = useSay();
  return (
    <>
      <Form.Item name="measures" label={say('measures')} extra={say('measures_basis')}>
        <Checkbox.Group
          className="secret-measures"
          options={measures.map((value) => ({ value, label: say(`measure_${value}`) }))}
        />
      </Form.Item>
      <TextOf name="measures_note" rows={2} />
      <TextOf name="agreements" />
    </>
  );
}
