import { Form, Input, Select } from 'antd';
import { askedKinds } from '#domain/agreements/schema.ts';
import { api } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { DayInput } from '../ui/DayInput.tsx';
import { FormDrawer } from '../ui/FormDrawer.tsx';
import { useAct } from '../ui/useAct.ts';
import { WhomFields, type WhomValues, whomInitial, whomOf } from '../WhomFields.tsx';
import { numbersOf, stale, useKindWords } from './agreements.ts';
import { SecretsField } from './SecretsField.tsx';
import { agreementTexts } from './texts.ts';

type Values = WhomValues & {
  kind: (typeof askedKinds)[number];
  secrets?: string;
  from_on?: string | null;
  to_on?: string | null;
  text?: string;
};

/** Asks many people at once to sign the same; who has signed it, or is about to, is left out. */
export function AskForm({ onClose }: { onClose: () => void }) {
  const t = useTexts(agreementTexts);
  const kindOf = useKindWords();
  const act = useAct(
    ({ kind, secrets, from_on = null, to_on = null, text = '', ...whom }: Values, once) =>
      api.POST('/api/agreements/ask-people', {
        body: { kind, secrets: numbersOf(secrets), from_on, to_on, text, ...whomOf(whom) },
        ...once,
      }),
    {
      silent: true,
      refresh: stale,
      done: ({ sent, drafts, skipped }) => t('ask_done', { sent, drafts, skipped }),
    },
  );
  return (
    <FormDrawer<Values, { sent: number }>
      open
      onClose={onClose}
      title={t('ask_many')}
      intro={t('ask_why')}
      act={act}
      initial={{ ...whomInitial, kind: 'confidentiality' }}
    >
      <Form.Item name="kind" label={t('kind')}>
        <Select options={askedKinds.map((value) => ({ value, label: kindOf(value) }))} />
      </Form.Item>
      <WhomFields />
      <SecretsField />
      <Form.Item name="from_on" label={t('from_on')}>
        <DayInput />
      </Form.Item>
      <Form.Item name="to_on" label={t('to_on')} extra={t('to_open')}>
        <DayInput />
      </Form.Item>
      <Form.Item name="text" label={t('text')} extra={t('ask_text_hint')}>
        <Input.TextArea autoSize={{ minRows: 6, maxRows: 20 }} maxLength={60_000} />
      </Form.Item>
    </FormDrawer>
  );
}
