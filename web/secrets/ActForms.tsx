import { Alert, Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { PeoplePicker } from '../PeoplePicker.tsx';
import { DayInput } from '../ui/DayInput.tsx';
import { todayInChina } from '../ui/DayText.tsx';
import { FormDrawerFrame } from '../ui/FormFrame.tsx';
import { type Plain, sealed, sendPlain, type Target } from './acts.ts';
import type { SecretText } from './texts.ts';
import { useWork } from './useWork.ts';
import { useSay } from './words.ts';

export type ActProps = { target: Target; onClose: () => void };

type Line = { name: SecretText; optional?: true; rows?: number };

/** One text of a form; everything of a form is sealed. */
export function FormLine({ name, optional, rows = 2 }: Line) {
  const { t } = useTranslation();
  const say = useSay();
  const rule = { required: true, whitespace: true, message: t('ui.required', { field: say(name) }) };
  return (
    <Form.Item name={['fields', name]} label={say(name)} rules={optional ? [] : [rule]}>
      <Input.TextArea rows={rows} maxLength={5_000} />
    </Form.Item>
  );
}

export type Values = { fields: Record<string, string>; due_back_on?: string; next_on?: string; witnesses?: string[] };

type FrameProps = ActProps & {
  act: string;
  danger?: true;
  intro?: string | undefined;
  initial?: Record<string, string>;
  send: (values: Values) => Promise<unknown>;
  children: React.ReactNode;
};

/** The frame of every act: its form is sealed for who knows the secret, then sent. */
export function ActFrame({ act, danger, intro, initial = {}, send, children, onClose }: FrameProps) {
  const say = useSay();
  const labels = useLabels();
  const [form] = Form.useForm<Values>();
  const work = useWork(say('done'));
  const submit = async () => {
    const values = await form.validateFields().catch(() => null);
    if (values && (await work.run(() => send(values)))) onClose();
  };
  return (
    <FormDrawerFrame
      title={labels.verb(act)}
      submit={labels.verb(act)}
      busy={work.busy}
      danger={danger === true}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {intro && <Alert type={danger ? 'warning' : 'info'} showIcon title={intro} />}
      <Form form={form} layout="vertical" initialValues={{ fields: initial }}>
        {children}
      </Form>
      {work.problem && <Alert type="error" showIcon role="alert" title={work.problem} />}
      {work.conflict && <Alert type="warning" showIcon role="alert" title={say('conflict')} />}
    </FormDrawerFrame>
  );
}

type PlainProps = ActProps & { act: Plain; line?: SecretText; rows?: number; danger?: true };

/** An act with one text: how, or why. */
function PlainForm({ act, line = 'reason', rows = 2, danger, ...props }: PlainProps) {
  const send = ({ fields }: Values) => sendPlain(props.target, act, { step: act, fields });
  return (
    <ActFrame {...props} {...(danger ? { danger } : {})} act={act} send={send}>
      <FormLine name={line} rows={rows} />
    </ActFrame>
  );
}

export const ConcealForm = (props: ActProps) => <PlainForm {...props} act="conceal" line="conceal_how" rows={4} />;
export const SuspendForm = (props: ActProps) => <PlainForm {...props} act="suspend" />;
export const ExposeForm = (props: ActProps) => <PlainForm {...props} act="expose" danger />;
export const ResumeForm = (props: ActProps) => <PlainForm {...props} act="resume" />;

const ends = ['published', 'patented', 'expired', 'worthless', 'leaked'] as const;

export function DeclassifyForm(props: ActProps) {
  const say = useSay();
  const send = ({ fields }: Values) => sendPlain(props.target, 'declassify', { step: 'declassify', fields });
  const options = ends.map((end) => ({ value: say(`declassify_${end}`), label: say(`declassify_${end}`) }));
  return (
    <ActFrame {...props} act="declassify" danger send={send} intro={say('propose_why')}>
      <Form.Item name={['fields', 'declassify_why']} label={say('declassify_why')} rules={[{ required: true }]}>
        <Radio.Group className="secret-measures" options={options} />
      </Form.Item>
      <FormLine name="reason" />
    </ActFrame>
  );
}

export function UseForm(props: ActProps) {
  const say = useSay();
  const send = async ({ fields, due_back_on }: Values) => {
    const { params, body } = await sealed(props.target, { step: 'use', fields });
    return read(
      api.POST('/api/secrets/{id}/use', { params, body: { ...body, ...(due_back_on ? { due_back_on } : {}) } }),
    );
  };
  return (
    <ActFrame {...props} act="use" send={send}>
      <FormLine name="use_to" />
      <FormLine name="use_what" />
      <FormLine name="use_purpose" />
      <FormLine name="use_basis" />
      <Form.Item name="due_back_on" label={say('use_due')}>
        <DayInput min={todayInChina()} />
      </Form.Item>
    </ActFrame>
  );
}

/** The return of one use, chosen on the timeline. */
export function BringBackForm({ use, ...props }: ActProps & { use: string }) {
  const send = async ({ fields }: Values) => {
    const { params, body } = await sealed(props.target, { step: 'return', fields });
    return read(api.POST('/api/secrets/{id}/bring-back', { params, body: { ...body, use } }));
  };
  return (
    <ActFrame {...props} act="bring-back" send={send}>
      <FormLine name="back_state" />
    </ActFrame>
  );
}

const results = ['keep', 'change', 'end'] as const;

export function ReviewForm(props: ActProps) {
  const say = useSay();
  const send = async ({ fields, next_on }: Values) => {
    const { params, body } = await sealed(props.target, { step: 'review', fields });
    return read(api.POST('/api/secrets/{id}/review', { params, body: { ...body, ...(next_on ? { next_on } : {}) } }));
  };
  const options = results.map((one) => ({ value: say(`review_${one}`), label: say(`review_${one}`) }));
  return (
    <ActFrame {...props} act="review" send={send}>
      <Form.Item name={['fields', 'review_result']} label={say('review_result')} rules={[{ required: true }]}>
        <Radio.Group className="secret-measures" options={options} />
      </Form.Item>
      <FormLine name="reason" optional />
      <Form.Item name="next_on" label={say('review_next')}>
        <DayInput min={todayInChina()} />
      </Form.Item>
    </ActFrame>
  );
}

export function DestroyForm(props: ActProps) {
  const { t } = useTranslation();
  const say = useSay();
  const { keys } = props.target;
  const send = async ({ fields, witnesses = [] }: Values) => {
    const { params, body } = await sealed(props.target, { step: 'destroy', fields });
    return read(api.POST('/api/secrets/{id}/destroy', { params, body: { ...body, witnesses } }));
  };
  return (
    <ActFrame {...props} act="destroy" danger send={send} intro={say('destroy_warn')}>
      <FormLine name="destroy_list" rows={4} />
      <Form.Item
        name="witnesses"
        label={say('witnesses')}
        rules={[{ required: true, type: 'array', len: 2, message: t('ui.required', { field: say('witnesses') }) }]}
      >
        <PeoplePicker keys={keys} />
      </Form.Item>
    </ActFrame>
  );
}
