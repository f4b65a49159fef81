import { Form, Input, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { OrganisationKind } from '#domain/glossary.ts';
import { isCreditCode } from '#domain/organisations/credit-code.ts';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { FormDrawer } from '../ui/FormDrawer.tsx';
import { SearchSelect } from '../ui/SearchSelect.tsx';
import { useAct } from '../ui/useAct.ts';
import {
  findDivisions,
  findSuperiors,
  isKind,
  kindKeys,
  type Organisation,
  readOrganisation,
} from './organisations.ts';

type Values = {
  kind: OrganisationKind;
  name: string;
  short_name: string;
  aliases: string[];
  division_code: string;
  superior_id: string | null;
  credit_code: string;
  industry: string;
  version?: number;
};

type Props = { open: boolean; onClose: () => void; organisation?: Organisation };

/** Adds an organisation, or changes the one given. */
export function OrganisationForm({ open, onClose, organisation }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const save = useAct(
    (input: Values, once) => {
      const { version, ...values } = input;
      const body = bodyOf(values);
      if (!organisation) return api.POST('/api/organisations', { body, ...once });
      const edit = { ...body, version: version ?? organisation.version };
      return api
        .POST('/api/organisations/{id}/edit', { params: { path: { id: organisation.id } }, body: edit, ...once })
        .then((answer) => (answer.data ? { ...answer, data: { id: organisation.id } } : answer));
    },
    {
      done: t(organisation ? 'organisations.edited' : 'organisations.added'),
      refresh: ['organisations'],
      silent: true,
    },
  );
  const initial = useMemo(() => (organisation ? valuesOf(organisation) : {}), [organisation]);
  return (
    <FormDrawer<Values, { id: string }>
      open={open}
      onClose={onClose}
      title={organisation ? t('organisations.edit_title', { name: organisation.name }) : t('organisations.add')}
      initial={initial}
      {...(organisation ? { reload: async () => valuesOf(await readOrganisation(organisation.id)) } : {})}
      fieldLabels={useFieldLabels()}
      act={save}
      onDone={({ id }) => {
        if (!organisation) void navigate(paths.organisation(id));
      }}
    >
      <Fields {...(organisation ? { organisation } : {})} />
    </FormDrawer>
  );
}

/** Between several names typed at once; the first two are the Chinese comma and semicolon, the third is 、. */
const separators = ['\uff0c', '\uff1b', '\u3001', ',', ';'];

function useFieldLabels() {
  const { t } = useTranslation();
  return {
    name: t('organisations.name'),
    kind: t('organisations.kind'),
    division_code: t('organisations.division'),
    superior_id: t('organisations.superior'),
    short_name: t('organisations.short_name'),
    aliases: t('organisations.aliases'),
    credit_code: t('organisations.credit_code'),
    industry: t('organisations.industry'),
  };
}

function Fields({ organisation }: { organisation?: Organisation }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const fields = useFieldLabels();
  const needed = (field: string) => ({ required: true, message: t('ui.required', { field }) });
  const superiors = useMemo(() => findSuperiors(organisation?.id ?? null), [organisation]);
  const checkCode = (_: unknown, code: string | undefined) =>
    !code?.trim() || isCreditCode(code.trim().toUpperCase())
      ? Promise.resolve()
      : Promise.reject(new Error(t('organisations.credit_code_wrong')));
  return (
    <>
      <Form.Item
        name="name"
        label={fields.name}
        rules={[{ ...needed(fields.name), whitespace: true }]}
        {...(organisation ? { extra: t('organisations.rename_hint') } : {})}
      >
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="kind" label={fields.kind} rules={[needed(fields.kind)]}>
        <Select
          options={kindKeys.map((kind) => ({ value: kind, label: labels.organisationKind(kind) }))}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </Form.Item>
      <Form.Item name="division_code" label={fields.division_code} rules={[needed(fields.division_code)]}>
        <SearchSelect
          of="divisions"
          search={findDivisions}
          placeholder={t('organisations.division_search')}
          present={organisation ? { value: organisation.division_code, label: organisation.division_name } : null}
        />
      </Form.Item>
      <Form.Item name="superior_id" label={fields.superior_id} extra={t('organisations.superior_hint')}>
        <SearchSelect
          of="organisations"
          within={organisation?.id ?? 'new'}
          search={superiors}
          placeholder={t('organisations.superior_search')}
          present={
            organisation?.superior_id
              ? { value: organisation.superior_id, label: organisation.superior_name ?? organisation.superior_id }
              : null
          }
        />
      </Form.Item>
      <Form.Item name="short_name" label={fields.short_name}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="aliases" label={fields.aliases} extra={t('organisations.aliases_hint')}>
        <Select mode="tags" open={false} maxCount={50} tokenSeparators={separators} suffixIcon={null} />
      </Form.Item>
      <Form.Item
        name="credit_code"
        label={fields.credit_code}
        rules={[{ validator: checkCode }]}
        validateTrigger="onBlur"
      >
        <Input maxLength={18} autoCapitalize="characters" spellCheck={false} />
      </Form.Item>
      <Form.Item name="industry" label={fields.industry}>
        <Input maxLength={300} />
      </Form.Item>
    </>
  );
}

const valuesOf = (one: Organisation): Values & { version: number } => ({
  kind: isKind(one.kind) ? one.kind : 'other',
  name: one.name,
  short_name: one.short_name ?? '',
  aliases: one.aliases,
  division_code: one.division_code,
  superior_id: one.superior_id,
  credit_code: one.credit_code ?? '',
  industry: one.industry ?? '',
  version: one.version,
});

function bodyOf({
  kind,
  name,
  short_name,
  aliases,
  division_code,
  superior_id,
  credit_code,
  industry,
}: Omit<Values, 'version'>) {
  const orNull = (text: string | undefined): string | null => text?.trim() || null;
  return {
    kind,
    name: name.trim(),
    short_name: orNull(short_name),
    aliases: (aliases ?? []).map((alias) => alias.trim()).filter(Boolean),
    division_code,
    superior_id: superior_id ?? null,
    credit_code: orNull(credit_code)?.toUpperCase() ?? null,
    industry: orNull(industry),
  };
}
