import { Form, Input, InputNumber } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { FormDrawer } from '../ui/FormDrawer.tsx';
import { useAct } from '../ui/useAct.ts';
import { type Authority, readAuthorities } from './authorities.ts';

type Values = { name: string; url: string; certificates: string; every_minutes: number; version?: number };

/** Adds a time authority, or changes the one given. */
export function AuthorityForm({
  open,
  onClose,
  authority,
}: {
  open: boolean;
  onClose: () => void;
  authority?: Authority;
}) {
  const { t } = useTranslation();
  const act = useAct(
    async ({ version, name, url, certificates, every_minutes }: Values, once) => {
      const body = { name: name.trim(), url: url.trim(), certificates: certificates.trim(), every_minutes };
      if (!authority) return api.POST('/api/authorities', { body, ...once });
      const { id } = authority;
      const edit = { ...body, version: version ?? authority.version };
      const answer = await api.POST('/api/authorities/{id}/edit', { params: { path: { id } }, body: edit, ...once });
      return answer.data ? { ...answer, data: { id } } : answer;
    },
    {
      done: t(authority ? 'authorities.edited' : 'authorities.added'),
      refresh: ['authorities', 'evidence'],
      silent: true,
    },
  );
  const initial = useMemo(() => (authority ? valuesOf(authority) : { every_minutes: 60 }), [authority]);
  const fields = {
    name: t('authorities.name'),
    url: t('authorities.url'),
    certificates: t('authorities.certificates'),
    every_minutes: t('authorities.every'),
  };
  const needed = (field: string) => ({ required: true, whitespace: true, message: t('ui.required', { field }) });
  return (
    <FormDrawer<Values, { id: string }>
      open={open}
      onClose={onClose}
      title={authority ? t('authorities.edit_of', { name: authority.name }) : t('authorities.add')}
      intro={t(authority ? 'authorities.edit_how' : 'authorities.add_how')}
      initial={initial}
      {...(authority ? { reload: async () => valuesOf(await newest(authority)) } : {})}
      fieldLabels={fields}
      act={act}
    >
      <Form.Item name="name" label={fields.name} extra={t('authorities.name_hint')} rules={[needed(fields.name)]}>
        <Input maxLength={60} autoFocus />
      </Form.Item>
      <Form.Item
        name="url"
        label={fields.url}
        extra={t('authorities.url_hint')}
        rules={[needed(fields.url), { pattern: /^\s*https?:\/\/\S+\s*$/, message: t('authorities.url_hint') }]}
      >
        <Input maxLength={500} inputMode="url" spellCheck={false} placeholder="http://" />
      </Form.Item>
      <Form.Item
        name="certificates"
        label={fields.certificates}
        extra={t('authorities.certificates_hint')}
        rules={[needed(fields.certificates)]}
      >
        <Input.TextArea
          rows={8}
          maxLength={100_000}
          spellCheck={false}
          className="code-input"
          placeholder="-----BEGIN CERTIFICATE-----"
        />
      </Form.Item>
      <Form.Item
        name="every_minutes"
        label={fields.every_minutes}
        extra={t('authorities.every_hint')}
        rules={[{ required: true, message: t('ui.required', { field: fields.every_minutes }) }]}
      >
        <InputNumber style={{ width: 200 }} min={1} max={10_080} precision={0} suffix={t('authorities.minute')} />
      </Form.Item>
    </FormDrawer>
  );
}

const valuesOf = ({
  name,
  url,
  certificates,
  every_minutes,
  version,
}: Authority): Required<Pick<Values, 'version'>> & Values => ({ name, url, certificates, every_minutes, version });

/** The row as it is now; lists are short, so it stands on one of the first pages. */
async function newest(authority: Authority): Promise<Authority> {
  const { rows } = await readAuthorities(1, 200);
  return rows.find(({ id }) => id === authority.id) ?? authority;
}
