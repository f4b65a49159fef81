import { App, Button, Form, Input, InputNumber, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, read } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { DayInput } from '../ui/DayInput.tsx';
import { FormDrawer } from '../ui/FormDrawer.tsx';
import { SearchSelect } from '../ui/SearchSelect.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { useAct } from '../ui/useAct.ts';
import { type Agreement, findMembers, type Kind, kinds, numbersOf, stale, useKindWords } from './agreements.ts';
import { SecretsField } from './SecretsField.tsx';
import { agreementTexts } from './texts.ts';

type Values = {
  kind: Kind;
  outside?: boolean;
  member?: string | null;
  party_name?: string | null;
  party_firm?: string | null;
  from_on?: string | null;
  to_on?: string | null;
  secrets?: string;
  months?: number | null;
  monthly_pay?: number | null;
  average_wage?: number | null;
  minimum_wage?: number | null;
  penalty?: number | null;
  area?: string | null;
  competitors?: string | null;
  text?: string;
  version?: number;
};

/** Drafts an agreement, or changes a draft. */
export function AgreementForm({
  agreement,
  wanted = null,
  onClose,
}: {
  agreement?: Agreement;
  wanted?: string | null;
  onClose: () => void;
}) {
  const t = useTexts(agreementTexts);
  const navigate = useNavigate();
  const save = useAct(
    (values: Values, once) => {
      const body = bodyOf(values);
      if (!agreement) return api.POST('/api/agreements', { body: { ...body, ...partyOf(values) }, ...once });
      return api
        .POST('/api/agreements/{id}/edit', {
          params: { path: { id: agreement.id } },
          body: { ...body, version: values.version ?? agreement.version },
          ...once,
        })
        .then((answer) => (answer.data ? { ...answer, data: { id: agreement.id } } : answer));
    },
    { silent: true, refresh: stale },
  );
  return (
    <FormDrawer<Values, { id: string }>
      open
      width={680}
      onClose={onClose}
      title={t('add')}
      act={save}
      initial={agreement ? valuesOf(agreement) : { kind: 'confidentiality', outside: false, member: wanted }}
      fieldLabels={{ text: t('text'), secrets: t('secrets'), months: t('months'), monthly_pay: t('monthly_pay') }}
      {...(agreement
        ? {
            reload: async () =>
              valuesOf(await read(api.GET('/api/agreements/{id}', { params: { path: { id: agreement.id } } }))),
          }
        : {})}
      onDone={({ id }) => {
        if (!agreement) void navigate(paths.agreement(id));
      }}
    >
      {!agreement && <Party />}
      <Terms kind={agreement?.kind} id={agreement?.id} />
    </FormDrawer>
  );
}

function Party() {
  const { t: common } = useTranslation();
  const t = useTexts(agreementTexts);
  const kindOf = useKindWords();
  const kind = Form.useWatch('kind') as Kind | undefined;
  const chosen = Form.useWatch('outside') as boolean | undefined;
  const outside = kind === 'partner' || chosen === true;
  const needed = (field: string) => [{ required: true, whitespace: true, message: common('ui.required', { field }) }];
  return (
    <>
      <Form.Item name="kind" label={t('kind')}>
        <Select options={kinds.map((value) => ({ value, label: kindOf(value) }))} />
      </Form.Item>
      {kind !== 'partner' && (
        <Form.Item name="outside" label={t('party')}>
          <Radio.Group
            options={[
              { value: false, label: t('party_member') },
              { value: true, label: t('party_outside') },
            ]}
          />
        </Form.Item>
      )}
      {outside ? (
        <>
          <Form.Item name="party_name" label={t('party_name')} rules={needed(t('party_name'))}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="party_firm"
            label={t('party_firm')}
            {...(kind === 'partner' ? { rules: needed(t('party_firm')) } : {})}
          >
            <Input maxLength={200} />
          </Form.Item>
        </>
      ) : (
        <Form.Item
          name="member"
          label={t('member')}
          rules={[{ required: true, message: common('ui.required', { field: t('member') }) }]}
        >
          <SearchSelect of="members" search={findMembers} />
        </Form.Item>
      )}
    </>
  );
}

/** Puts the template's text, made from what is saved, into the field. */
function MakeText({ id }: { id: string }) {
  const { t: common } = useTranslation();
  const t = useTexts(agreementTexts);
  const { message } = App.useApp();
  const form = Form.useFormInstance();
  const make = async () => {
    try {
      const { text } = await read(api.GET('/api/agreements/{id}/text', { params: { path: { id } } }));
      form.setFieldValue('text', text);
    } catch (error) {
      message.error(sentenceOf(error, common));
    }
  };
  return (
    <Form.Item extra={t('make_text_why')}>
      <Button onClick={() => void make()}>{t('make_text')}</Button>
    </Form.Item>
  );
}

function Terms({ kind: given, id }: { kind: Kind | undefined; id: string | undefined }) {
  const t = useTexts(agreementTexts);
  const watched = Form.useWatch('kind') as Kind | undefined;
  const kind = given ?? watched;
  const money = (name: 'monthly_pay' | 'average_wage' | 'minimum_wage' | 'penalty') => (
    <Form.Item name={name} label={t(name)}>
      <InputNumber<number> min={0} max={100_000_000} precision={2} />
    </Form.Item>
  );
  return (
    <>
      <SecretsField />
      {kind === 'non_compete' ? (
        <>
          <Form.Item name="months" label={t('months')}>
            <InputNumber<number> min={1} max={600} precision={0} />
          </Form.Item>
          {money('monthly_pay')}
          {money('average_wage')}
          {money('minimum_wage')}
          <Form.Item name="area" label={t('area')}>
            <Input maxLength={2000} />
          </Form.Item>
          <Form.Item name="competitors" label={t('competitors')}>
            <Input.TextArea rows={3} maxLength={2000} />
          </Form.Item>
        </>
      ) : (
        <>
          <Form.Item name="from_on" label={t('from_on')}>
            <DayInput />
          </Form.Item>
          <Form.Item name="to_on" label={t('to_on')} extra={t('to_open')}>
            <DayInput />
          </Form.Item>
        </>
      )}
      {money('penalty')}
      {id && <MakeText id={id} />}
      <Form.Item name="text" label={t('text')} extra={t(id ? 'text_hint' : 'text_empty_hint')}>
        <Input.TextArea autoSize={{ minRows: 8, maxRows: 24 }} maxLength={60_000} />
      </Form.Item>
    </>
  );
}

function bodyOf(values: Values) {
  const { from_on = null, to_on = null, months = null, monthly_pay = null, average_wage = null } = values;
  const { minimum_wage = null, penalty = null, text = '' } = values;
  return {
    ...{ from_on, to_on, months, monthly_pay, average_wage, minimum_wage, penalty, text },
    ...{ secrets: numbersOf(values.secrets), area: values.area?.trim() || null },
    competitors: values.competitors?.trim() || null,
  };
}

function partyOf({ kind, outside, member, party_name, party_firm }: Values) {
  if (kind === 'partner' || outside)
    return { kind, member: null, party_name: party_name?.trim() || null, party_firm: party_firm?.trim() || null };
  return { kind, member: member ?? null, party_name: null, party_firm: null };
}

const valuesOf = (agreement: Agreement) => {
  const { kind, from_on, to_on, months, monthly_pay, average_wage, minimum_wage, penalty, area, competitors } =
    agreement;
  const { text, version, secrets } = agreement;
  return {
    ...{ kind, from_on, to_on, months, monthly_pay, average_wage, minimum_wage, penalty, area, competitors, text },
    ...{ version, secrets: secrets.join(' ') },
  };
};
