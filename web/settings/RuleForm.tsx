import { Form, Input, InputNumber, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { DayInput } from '../ui/DayInput.tsx';
import { todayInChina } from '../ui/DayText.tsx';
import { FormDrawer } from '../ui/FormDrawer.tsx';
import { useAct } from '../ui/useAct.ts';
import { useCertainty } from './Certainty.tsx';
import { type Certainty, certainties, isCertainty, type Rule, readRules } from './settings.ts';
import { texts } from './texts.ts';
import { useValueText } from './useValueText.ts';

type Values = {
  value: number | string;
  from_on: string;
  law: string;
  article: string;
  source_url: string;
  certainty: Certainty;
  version?: number;
};

/** A new value from a day on. The old one stays as it was until the day before. */
export function RuleForm({ rule, open, onClose }: { rule: Rule; open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const valueText = useValueText();
  const edit = useAct(
    ({ version, from_on, value, law, article, source_url, certainty }: Values, once) =>
      api.POST('/api/settings/{id}/edit', {
        params: { path: { id: rule.id } },
        body: {
          ...{ version: version ?? rule.version, from_on, value, law: law.trim(), certainty },
          article: article?.trim() || null,
          source_url: source_url?.trim() || null,
        },
        ...once,
      }),
    { done: t('settings.edited'), refresh: ['settings'], silent: true },
  );
  const initial = useMemo(() => ({ ...valuesOf(rule), from_on: todayInChina() }), [rule]);
  const reload = async () => {
    const { rows } = await readRules({ q: rule.key, ended: true, size: 200 });
    return { ...valuesOf(rows.find(({ id }) => id === rule.id) ?? rule), from_on: todayInChina() };
  };
  const fields = useFieldLabels();
  return (
    <FormDrawer<Values, { id: string; version: number }>
      open={open}
      onClose={onClose}
      title={rule[language]}
      intro={
        <>
          <p>{t('settings.edit_how')}</p>
          <p>{t('settings.value_now', { value: valueText(rule.value, rule.unit) })}</p>
        </>
      }
      initial={initial}
      reload={reload}
      fieldLabels={fields}
      act={edit}
    >
      <Fields unit={rule.unit} fields={fields} />
    </FormDrawer>
  );
}

function useFieldLabels() {
  const { t } = useTranslation();
  return {
    value: t('settings.value_new'),
    from_on: t('settings.from_on'),
    law: t('settings.law'),
    article: t('settings.article'),
    source_url: t('settings.source_url'),
    certainty: t('settings.certainty'),
  };
}

function Fields({ unit, fields }: { unit: string | null; fields: ReturnType<typeof useFieldLabels> }) {
  const { t } = useTranslation();
  const words = useCertainty();
  const say = useTexts(texts);
  const valueText = useValueText();
  const needed = (field: string) => ({ required: true, message: t('ui.required', { field }) });
  const isText = unit === 'month_day' || unit === 'date';
  return (
    <>
      <Form.Item
        name="value"
        label={fields.value}
        extra={
          isText
            ? t(unit === 'date' ? 'settings.value_date_hint' : 'settings.value_day_hint')
            : unit === 'flag'
              ? say('flag_hint')
              : t('settings.unit_of', { unit: valueText(1, unit) })
        }
        rules={[needed(fields.value)]}
      >
        {isText ? <Input maxLength={10} /> : <InputNumber min={0} max={1_000_000} className="day-input" />}
      </Form.Item>
      <Form.Item
        name="from_on"
        label={fields.from_on}
        extra={t('settings.from_on_hint')}
        rules={[needed(fields.from_on)]}
      >
        <DayInput min={todayInChina()} />
      </Form.Item>
      <Form.Item
        name="law"
        label={fields.law}
        extra={t('settings.law_hint')}
        rules={[{ ...needed(fields.law), whitespace: true }]}
      >
        <Input.TextArea autoSize maxLength={300} />
      </Form.Item>
      <Form.Item name="article" label={fields.article}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item
        name="source_url"
        label={fields.source_url}
        rules={[{ pattern: /^(https?:\/\/.+)?$/, message: t('settings.source_url_hint') }]}
      >
        <Input maxLength={500} inputMode="url" placeholder="https://" />
      </Form.Item>
      <Form.Item name="certainty" label={fields.certainty} rules={[needed(fields.certainty)]}>
        <Select options={certainties.map((one) => ({ value: one, label: `${one} ${words(one)}` }))} />
      </Form.Item>
    </>
  );
}

const valuesOf = ({ value, law, article, source_url, certainty, version }: Rule) => ({
  value: value ?? '',
  ...{ law, version, article: article ?? '', source_url: source_url ?? '' },
  certainty: isCertainty(certainty) ? certainty : ('?' as const),
});
