import { Alert, App, Button, Form, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { DayInput } from '../ui/DayInput.tsx';
import { DayText, todayInChina } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import { FormModal } from '../ui/FormModal.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { useAct } from '../ui/useAct.ts';
import { type Agreement, moneyText, type Pay, stale } from './agreements.ts';
import { agreementTexts } from './texts.ts';

/** Month by month: due, paid, late; with the alarms of the law. */
export function PayLog({ agreement }: { agreement: Agreement }) {
  const { t: common } = useTranslation();
  const t = useTexts(agreementTexts);
  const { message } = App.useApp();
  const [paying, setPaying] = useState<Pay | null>(null);
  const { id, pays, owed } = agreement;
  const worst = [...pays].sort((a, b) => b.late_days - a.late_days)[0];
  const exportLog = () =>
    download(`/api/agreements/${id}/pays.xlsx`).catch((error: unknown) => message.error(sentenceOf(error, common)));
  return (
    <section className="card" aria-label={t('pays')}>
      <h2>{t('pays')}</h2>
      {pays.length === 0 ? <p>{t('pays_none')}</p> : <p>{t('owed', { amount: moneyText(owed) })}</p>}
      {worst && worst.alarm !== 'none' && (
        <Alert
          type={worst.alarm === 'rescind' ? 'error' : 'warning'}
          showIcon
          title={t(`alarm_${worst.alarm}`, { days: worst.late_days })}
        />
      )}
      <ul className="pay-lines">
        {pays.map((pay) => (
          <PayLine key={pay.id} pay={pay} open={() => setPaying(pay)} />
        ))}
      </ul>
      {pays.length > 0 && <Button onClick={() => void exportLog()}>{t('export_pays')}</Button>}
      {paying && <PayForm pay={paying} onClose={() => setPaying(null)} />}
    </section>
  );
}

function PayLine({ pay, open }: { pay: Pay; open: () => void }) {
  const t = useTexts(agreementTexts);
  const may = useMay();
  const { position, due_on, amount, state, paid_on, late_days, note } = pay;
  const words = { due: t('pay_due'), paid: t('pay_paid', { day: paid_on ?? '' }), dropped: t('pay_dropped') };
  const tone = state === 'paid' ? 'good' : late_days > 0 ? 'bad' : 'plain';
  return (
    <li>
      <strong>{t('position', { position })}</strong>
      <span>
        {t('due_on')} <DayText day={due_on} />
      </span>
      <span>{t('amount', { amount: moneyText(amount) })}</span>
      <Tag tone={tone}>{late_days > 0 ? t('unpaid_days', { days: late_days }) : words[state]}</Tag>
      {note && <span className="muted">{note}</span>}
      {state === 'due' && may('agreement.pay') && (
        <ActButton act="agreement.pay" size="small" onClick={open}>
          {t('pay')}
          <span className="hidden-words">{t('position', { position })}</span>
        </ActButton>
      )}
    </li>
  );
}

function PayForm({ pay, onClose }: { pay: Pay; onClose: () => void }) {
  const { t: common } = useTranslation();
  const t = useTexts(agreementTexts);
  type Values = { paid_on: string; paid: number; note?: string };
  const act = useAct(
    ({ paid_on, paid, note }: Values, once) =>
      api.POST('/api/agreements/pays/{id}/pay', {
        params: { path: { id: pay.id } },
        body: { version: pay.version, paid_on, paid, note: note?.trim() || null },
        ...once,
      }),
    { silent: true, refresh: stale },
  );
  const needed = (field: string) => [{ required: true, message: common('ui.required', { field }) }];
  return (
    <FormModal<Values, { version: number }>
      open
      title={`${t('pay')} · ${t('position', { position: pay.position })}`}
      act={act}
      onClose={onClose}
      submitLabel={t('pay')}
      initial={{ paid_on: todayInChina(), paid: pay.amount }}
    >
      <Form.Item name="paid_on" label={t('paid_on')} rules={needed(t('paid_on'))}>
        <DayInput />
      </Form.Item>
      <Form.Item name="paid" label={t('paid')} rules={needed(t('paid'))}>
        <InputNumber<number> min={0} max={100_000_000} precision={2} />
      </Form.Item>
      <Form.Item name="note" label={t('note')}>
        <Input maxLength={500} />
      </Form.Item>
    </FormModal>
  );
}
