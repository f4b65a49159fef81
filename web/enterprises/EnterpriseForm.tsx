import { Form, Input, InputNumber, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type Size, sizes } from '#domain/enterprises/schema.ts';
import { isCreditCode } from '#domain/organisations/credit-code.ts';
import { api, read } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { FormDrawer } from '../ui/FormDrawer.tsx';
import { SearchSelect } from '../ui/SearchSelect.tsx';
import { useAct } from '../ui/useAct.ts';
import { type Enterprise, findDivisions, useTerms } from './enterprises.ts';
import { texts } from './texts.ts';

type Values = {
  name: string;
  credit_code: string;
  division_code: string;
  industry: string | null;
  size: Size | null;
  staff: number | null;
  tags: string[];
  address: string;
  contact_name: string;
  contact_phone: string;
  contact_email: string;
  version?: number;
};

type Props = { open: boolean; onClose: () => void; enterprise?: Enterprise };

/** Adds a firm, or changes the one given. A firm itself changes its profile only. */
export function EnterpriseForm({ open, onClose, enterprise }: Props) {
  const tx = useTexts(texts);
  const navigate = useNavigate();
  const office = enterprise === undefined || enterprise.oversees;
  const save = useAct(
    ({ version, ...values }: Values, once) => {
      if (!enterprise)
        return api.POST('/api/enterprises', { body: { ...profileOf(values), ...officeOf(values) }, ...once });
      const body = {
        ...profileOf(values),
        ...(office ? officeOf(values) : {}),
        version: version ?? enterprise.version,
      };
      return api
        .POST('/api/enterprises/{id}/edit', { params: { path: { id: enterprise.id } }, body, ...once })
        .then((answer) =>
          answer.data ? { ...answer, data: { id: enterprise.id, version: answer.data.version } } : answer,
        );
    },
    { done: tx(enterprise ? 'edited' : 'added'), refresh: ['enterprises', 'organisations'], silent: true },
  );
  const { division } = useTerms();
  const initial = useMemo(
    () => (enterprise ? valuesOf(enterprise) : { ...(division ? { division_code: division } : {}) }),
    [enterprise, division],
  );
  const reload = async (id: string) =>
    valuesOf(await read(api.GET('/api/enterprises/{id}', { params: { path: { id } } })));
  return (
    <FormDrawer<Values, { id: string; version: number }>
      open={open}
      onClose={onClose}
      title={enterprise ? tx('edit_title', { name: enterprise.name }) : tx('add')}
      initial={initial}
      {...(enterprise ? { reload: () => reload(enterprise.id) } : {})}
      fieldLabels={useFieldLabels()}
      act={save}
      onDone={({ id }) => {
        if (!enterprise) void navigate(paths.enterprise(id));
      }}
    >
      <OfficeFields office={office} {...(enterprise ? { enterprise } : {})} />
      <ProfileFields />
    </FormDrawer>
  );
}

const labelled = [
  ...(['name', 'credit_code', 'industry', 'size', 'staff', 'tags', 'address'] as const),
  ...(['contact_name', 'contact_phone', 'contact_email'] as const),
] as const;

function useFieldLabels(): Record<string, string> {
  const tx = useTexts(texts);
  return { ...Object.fromEntries(labelled.map((field) => [field, tx(field)])), division_code: tx('division') };
}

function OfficeFields({ office, enterprise }: { office: boolean; enterprise?: Enterprise }) {
  const { t } = useTranslation();
  const tx = useTexts(texts);
  const { tags, tagName } = useTerms();
  const needed = (field: string) => ({ required: true, message: t('ui.required', { field }) });
  const checkCode = (_: unknown, code: string | undefined) =>
    !code?.trim() || isCreditCode(code.trim().toUpperCase())
      ? Promise.resolve()
      : Promise.reject(new Error(tx('credit_code_wrong')));
  const extra = office ? {} : { extra: tx('office_field') };
  const chosen = [...new Set([...tags.map(({ key }) => key), ...(enterprise?.tags ?? [])])];
  return (
    <>
      <Form.Item name="name" label={tx('name')} rules={[{ ...needed(tx('name')), whitespace: true }]} {...extra}>
        <Input maxLength={300} disabled={!office} />
      </Form.Item>
      <Form.Item
        name="credit_code"
        label={tx('credit_code')}
        rules={[{ validator: checkCode }]}
        validateTrigger="onBlur"
        {...extra}
      >
        <Input maxLength={18} autoCapitalize="characters" spellCheck={false} disabled={!office} />
      </Form.Item>
      {office && (
        <Form.Item name="division_code" label={tx('division')} rules={[needed(tx('division'))]}>
          <SearchSelect
            of="divisions"
            search={findDivisions}
            present={enterprise ? { value: enterprise.division_code, label: enterprise.division_name } : null}
          />
        </Form.Item>
      )}
      <Form.Item name="tags" label={tx('tags')} {...extra}>
        <Select
          mode="multiple"
          disabled={!office}
          showSearch={{ optionFilterProp: 'label' }}
          options={chosen.map((key) => ({ value: key, label: tagName(key) }))}
        />
      </Form.Item>
    </>
  );
}

function ProfileFields() {
  const tx = useTexts(texts);
  const { industries, sizeName } = useTerms();
  return (
    <>
      <Form.Item name="industry" label={tx('industry')}>
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={industries} />
      </Form.Item>
      <Form.Item name="size" label={tx('size')}>
        <Select allowClear options={sizes.map((size) => ({ value: size, label: sizeName(size) }))} />
      </Form.Item>
      <Form.Item name="staff" label={tx('staff')}>
        <InputNumber min={0} max={2_000_000} precision={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="address" label={tx('address')}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="contact_name" label={tx('contact_name')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="contact_phone" label={tx('contact_phone')}>
        <Input maxLength={40} inputMode="tel" />
      </Form.Item>
      <Form.Item name="contact_email" label={tx('contact_email')} rules={[{ type: 'email' }]}>
        <Input maxLength={200} inputMode="email" />
      </Form.Item>
    </>
  );
}

const valuesOf = (one: Enterprise): Values & { version: number } => ({
  ...{ name: one.name, credit_code: one.credit_code ?? '', division_code: one.division_code, tags: one.tags },
  ...{ industry: one.industry, size: sizes.find((size) => size === one.size) ?? null, staff: one.staff },
  ...{ address: one.address ?? '', contact_name: one.contact_name ?? '', contact_phone: one.contact_phone ?? '' },
  ...{ contact_email: one.contact_email ?? '', version: one.version },
});

const orNull = (text: string | undefined): string | null => text?.trim() || null;

const profileOf = (values: Omit<Values, 'version'>) => ({
  ...{ industry: values.industry ?? null, size: values.size ?? null, staff: values.staff ?? null },
  ...{ address: orNull(values.address), contact_name: orNull(values.contact_name) },
  ...{ contact_phone: orNull(values.contact_phone), contact_email: orNull(values.contact_email) },
});

const officeOf = (values: Omit<Values, 'version'>) => ({
  ...{ name: values.name.trim(), credit_code: orNull(values.credit_code)?.toUpperCase() ?? null },
  ...{ division_code: values.division_code, tags: values.tags ?? [] },
});
