import { Alert, Checkbox, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Level, levels, type Period, periods } from '#domain/secrets/rules.ts';
import { elementsOf, type KnownWay, knownWays, suggestLevel, type Weight } from '#domain/secrets/sheet.ts';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { DayInput } from '../ui/DayInput.tsx';
import { todayInChina } from '../ui/DayText.tsx';
import { FormDrawerFrame } from '../ui/FormFrame.tsx';
import { FormLine } from './ActForms.tsx';
import { type FormBody, sealed, type Target } from './acts.ts';
import type { SecretText } from './texts.ts';
import { useWork } from './useWork.ts';
import { type Say, useLevelWord, useSay } from './words.ts';

type Values = {
  state_secret?: 'yes' | 'no';
  known: KnownWay[];
  valuable: boolean;
  damage?: Weight;
  ease?: Weight;
  level?: Level;
  period?: Period;
  period_to?: string;
  fields: Record<string, string>;
};

type Props = { target: Target; measures: number; kind: 'propose' | 'change'; onClose: () => void };

/** Classification with its three elements, or a change of level and period (C20). A state secret stops everything. */
export function ProposeForm({ target, measures, kind, onClose }: Props) {
  const say = useSay();
  const labels = useLabels();
  const levelWord = useLevelWord();
  const [form] = Form.useForm<Values>();
  const [shown, setShown] = useState<Partial<Values>>({});
  const work = useWork(say('done'));
  const { state_secret, known = [], valuable = false } = shown;
  const elements = elementsOf({ known, valuable, measures });
  const whole = elements.secrecy && elements.value && elements.measures;
  const first = kind === 'propose';
  const stopped = first && state_secret !== 'no';
  const reason = !first
    ? null
    : state_secret === 'yes'
      ? say('state_secret_yes')
      : stopped
        ? say('state_secret_ask')
        : whole
          ? null
          : say('elements_fail');
  const submit = async () => {
    const values = await form.validateFields().catch(() => null);
    if (values && (await work.run(() => send(target, { values, kind, say, levelWord })))) onClose();
  };
  const { level, period, period_to } = target.secret;
  return (
    <FormDrawerFrame
      title={labels.verb(kind)}
      submit={labels.verb(kind)}
      busy={work.busy}
      reason={reason}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Alert type="info" showIcon title={say('propose_why')} />
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{
          known: [],
          valuable: false,
          fields: {},
          ...(level ? { level } : {}),
          ...(period ? { period, period_to } : {}),
        }}
        onValuesChange={(_, values) => setShown(values)}
      >
        {first && <StateSecret answer={state_secret} />}
        {(!first || state_secret === 'no') && (
          <>
            {first && <Elements known={known} measures={measures} />}
            {first && <Weights shown={shown} onSuggest={(wanted) => form.setFieldValue('level', wanted)} />}
            <Terms period={shown.period ?? period ?? undefined} />
          </>
        )}
      </Form>
      {work.problem && <Alert type="error" showIcon role="alert" title={work.problem} />}
      {work.conflict && <Alert type="warning" showIcon role="alert" title={say('conflict')} />}
    </FormDrawerFrame>
  );
}

function StateSecret({ answer }: { answer: 'yes' | 'no' | undefined }) {
  const say = useSay();
  const options = [
    { value: 'no', label: say('state_secret_no') },
    { value: 'yes', label: say('state_secret_yes') },
  ];
  return (
    <>
      <Form.Item name="state_secret" label={say('state_secret_ask')} required>
        <Radio.Group options={options} />
      </Form.Item>
      {answer === 'yes' && <Alert type="error" showIcon role="alert" title={say('state_secret_stop')} />}
    </>
  );
}

function Elements({ known, measures }: { known: readonly KnownWay[]; measures: number }) {
  const say = useSay();
  return (
    <>
      <Form.Item name="known" label={`${say('element_secrecy')}：${say('known_ask')}`}>
        <Checkbox.Group
          className="secret-measures"
          options={knownWays.map((value) => ({ value, label: say(`known_${value}`) }))}
        />
      </Form.Item>
      {known.length > 0 && <Alert type="warning" showIcon title={say('known_fails')} />}
      <Form.Item label={say('element_value')}>
        <Form.Item name="valuable" valuePropName="checked" noStyle>
          <Checkbox>{say('valuable')}</Checkbox>
        </Form.Item>
      </Form.Item>
      <Form.Item label={say('element_measures')}>
        {measures === 0 ? (
          <Alert type="warning" showIcon title={say('measures_none')} />
        ) : (
          `${say('measures')}：${measures} / 7`
        )}
      </Form.Item>
    </>
  );
}

const weights = [1, 2, 3, 4] as const;

/** Damage and ease of discovery suggest a level; the choice stays free and is reasoned. */
function Weights({ shown, onSuggest }: { shown: Partial<Values>; onSuggest: (level: Level) => void }) {
  const say = useSay();
  const levelWord = useLevelWord();
  const { damage, ease } = shown;
  const suggested = damage && ease ? suggestLevel({ damage, ease }) : null;
  return (
    <>
      <Form.Item name="damage" label={say('damage')}>
        <Radio.Group options={weights.map((value) => ({ value, label: say(`damage_${value}`) }))} />
      </Form.Item>
      <Form.Item name="ease" label={say('ease')}>
        <Radio.Group options={weights.map((value) => ({ value, label: say(`ease_${value}`) }))} />
      </Form.Item>
      {suggested && (
        <p role="status">
          <button type="button" className="link-button" onClick={() => onSuggest(suggested)}>
            {say('suggested', { level: levelWord(suggested) })}
          </button>
        </p>
      )}
    </>
  );
}

function Terms({ period }: { period: Period | undefined }) {
  const { t } = useTranslation();
  const say = useSay();
  const levelWord = useLevelWord();
  const needed = (field: string) => [{ required: true, message: t('ui.required', { field }) }];
  return (
    <>
      <Form.Item name="level" label={say('level')} rules={needed(say('level'))}>
        <Radio.Group options={levels.map((value) => ({ value, label: levelWord(value) }))} />
      </Form.Item>
      <FormLine name="level_reason" />
      <Form.Item name="period" label={say('period')} rules={needed(say('period'))}>
        <Radio.Group options={periods.map((value) => ({ value, label: say(`period_${value}`) }))} />
      </Form.Item>
      {period === 'day' && (
        <Form.Item name="period_to" label={say('period_to')} rules={needed(say('period_to'))}>
          <DayInput min={todayInChina()} />
        </Form.Item>
      )}
      {period === 'condition' && (
        <Form.Item name={['fields', 'condition']} label={say('condition')} rules={needed(say('condition'))}>
          <Input maxLength={300} />
        </Form.Item>
      )}
    </>
  );
}

/** Label of what was before, in the form of a change. */
const oldValue = 'change_old' satisfies SecretText;

type Wanted = { values: Values; kind: Props['kind']; say: Say; levelWord: (level: Level | null) => string };

async function send(target: Target, { values, kind, say, levelWord }: Wanted): Promise<unknown> {
  const { level = 'ordinary', period = 'long', period_to, known = [], valuable, damage, ease } = values;
  const term = { level, period, period_to: period === 'day' ? (period_to ?? null) : null };
  const first = kind === 'propose';
  const weighed = damage && ease ? { damage: say(`damage_${damage}`), ease: say(`ease_${ease}`) } : {};
  const fields: FormBody['fields'] = {
    ...values.fields,
    level: levelWord(level),
    period: `${say(`period_${period}`)} ${term.period_to ?? ''}`.trim(),
    ...(first ? { element_secrecy: known.map((way) => say(`known_${way}`)).join('；') || say('known_none') } : {}),
    ...(first ? { element_value: say(valuable ? 'yes' : 'no'), state_secret_ask: say('state_secret_no') } : {}),
    ...(first ? weighed : { [oldValue]: levelWord(target.secret.level) }),
  };
  const { params, body } = await sealed(target, { step: first ? 'classify' : 'change', fields });
  if (first)
    return read(api.POST('/api/secrets/{id}/propose', { params, body: { ...body, ...term, not_state_secret: true } }));
  return read(api.POST('/api/secrets/{id}/change', { params, body: { ...body, ...term } }));
}
