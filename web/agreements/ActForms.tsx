import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { DayInput } from '../ui/DayInput.tsx';
import { todayInChina } from '../ui/DayText.tsx';
import { FormModal } from '../ui/FormModal.tsx';
import { ReasonModal } from '../ui/ReasonModal.tsx';
import { type ActHandle, useAct } from '../ui/useAct.ts';
import { type Agreement, stale } from './agreements.ts';
import { agreementTexts } from './texts.ts';

type Props = { agreement: Agreement; onClose: () => void };
const silent = { silent: true, refresh: stale } as const;
const at = ({ id }: Agreement) => ({ params: { path: { id } } });

export function RecallForm({ agreement, onClose }: Props) {
  const t = useTexts(agreementTexts);
  const labels = useLabels();
  const { version } = agreement;
  const act = useAct(
    (_: object, once) => api.POST('/api/agreements/{id}/recall', { ...at(agreement), body: { version }, ...once }),
    silent,
  );
  return (
    <FormModal<object, { version: number }>
      open
      title={labels.verb('recall')}
      submitLabel={labels.verb('recall')}
      act={act}
      onClose={onClose}
    >
      <p>{t('recall_ask')}</p>
    </FormModal>
  );
}

export function DiscardForm({ agreement, onClose }: Props) {
  const labels = useLabels();
  const { version } = agreement;
  const act = useAct(
    ({ reason }: { reason: string }, once) =>
      api.POST('/api/agreements/{id}/discard', { ...at(agreement), body: { version, reason }, ...once }),
    silent,
  );
  return (
    <ReasonModal
      open
      danger
      title={labels.verb('discard')}
      submitLabel={labels.verb('discard')}
      act={act}
      onClose={onClose}
    />
  );
}

export function PaperForm({ agreement, onClose }: Props) {
  const t = useTexts(agreementTexts);
  const { version } = agreement;
  const act = useAct(
    ({ day }: { day: string }, once) =>
      api.POST('/api/agreements/{id}/record-paper', { ...at(agreement), body: { version, signed_on: day }, ...once }),
    silent,
  );
  return <DayModal verb="record-paper" intro={t('paper_why')} label={t('signed_on')} act={act} onClose={onClose} />;
}

export function TermForm({ agreement, onClose }: Props) {
  const t = useTexts(agreementTexts);
  const { version } = agreement;
  const act = useAct(
    ({ day }: { day: string }, once) =>
      api.POST('/api/agreements/{id}/start-term', { ...at(agreement), body: { version, from_on: day }, ...once }),
    silent,
  );
  return <DayModal verb="start-term" intro={t('start_why')} label={t('from_on')} act={act} onClose={onClose} />;
}

type Ending = { day: string; reason: string };

export function EndForm({ agreement, onClose }: Props) {
  const t = useTexts(agreementTexts);
  const { version } = agreement;
  const act = useAct(
    ({ day, reason }: Ending, once) =>
      api.POST('/api/agreements/{id}/end-agreement', {
        ...at(agreement),
        body: { version, ended_on: day, reason },
        ...once,
      }),
    silent,
  );
  return (
    <DayModal verb="end-agreement" intro={t('end_why')} label={t('day')} act={act} onClose={onClose}>
      <ReasonField />
    </DayModal>
  );
}

export function EarlyForm({ agreement, onClose }: Props) {
  const t = useTexts(agreementTexts);
  const { version } = agreement;
  const act = useAct(
    ({ day, reason }: Ending, once) =>
      api.POST('/api/agreements/{id}/end-early', {
        ...at(agreement),
        body: { version, ended_on: day, reason },
        ...once,
      }),
    silent,
  );
  return (
    <DayModal verb="end-early" intro={t('early_why')} label={t('day')} act={act} onClose={onClose}>
      <ReasonField />
    </DayModal>
  );
}

type DayProps<V extends { day: string }, T> = {
  verb: string;
  intro: string;
  label: string;
  act: ActHandle<V, T>;
  onClose: () => void;
  children?: ReactNode;
};

/** An act with a day, today unless chosen otherwise. */
function DayModal<V extends { day: string }, T>({ verb, intro, label, act, onClose, children }: DayProps<V, T>) {
  const { t: common } = useTranslation();
  const labels = useLabels();
  return (
    <FormModal<V, T>
      open
      title={labels.verb(verb)}
      intro={intro}
      submitLabel={labels.verb(verb)}
      act={act}
      onClose={onClose}
      // Every form of this kind has a day; the other fields begin empty.
      initial={{ day: todayInChina() } as Partial<V>}
    >
      <Form.Item
        name="day"
        label={label}
        rules={[{ required: true, message: common('ui.required', { field: label }) }]}
      >
        <DayInput />
      </Form.Item>
      {children}
    </FormModal>
  );
}

function ReasonField() {
  const { t: common } = useTranslation();
  const t = useTexts(agreementTexts);
  const rules = [{ required: true, whitespace: true, message: common('ui.required', { field: t('reason') }) }];
  return (
    <Form.Item name="reason" label={t('reason')} rules={rules}>
      <Input.TextArea rows={3} maxLength={2000} />
    </Form.Item>
  );
}
