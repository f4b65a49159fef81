import { Form, Input } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { FormDrawer } from '../ui/FormDrawer.tsx';
import { useAct } from '../ui/useAct.ts';
import { readWitnesses, type Witness } from './witnesses.ts';

type Values = { name: string; url: string; vkey?: string; version?: number };

/** Adds a witness, or changes name and address of the one given; its key is what it is. */
export function WitnessForm({ open, onClose, witness }: { open: boolean; onClose: () => void; witness?: Witness }) {
  const { t } = useTranslation();
  const act = useAct(
    async ({ version, name, url, vkey = '' }: Values, once) => {
      const body = { name: name.trim(), url: url.trim() };
      if (!witness) return api.POST('/api/witnesses', { body: { ...body, vkey: vkey.trim() }, ...once });
      const { id } = witness;
      const edit = { ...body, version: version ?? witness.version };
      const answer = await api.POST('/api/witnesses/{id}/edit', { params: { path: { id } }, body: edit, ...once });
      return answer.data ? { ...answer, data: { id } } : answer;
    },
    { done: t(witness ? 'witnesses.edited' : 'witnesses.added'), refresh: ['witnesses', 'evidence'], silent: true },
  );
  const initial = useMemo(() => (witness ? valuesOf(witness) : {}), [witness]);
  const fields = { name: t('witnesses.name'), url: t('witnesses.url'), vkey: t('witnesses.vkey') };
  const needed = (field: string) => ({ required: true, whitespace: true, message: t('ui.required', { field }) });
  return (
    <FormDrawer<Values, { id: string }>
      open={open}
      onClose={onClose}
      title={witness ? t('witnesses.edit_of', { name: witness.name }) : t('witnesses.add')}
      intro={t(witness ? 'witnesses.edit_how' : 'witnesses.add_how')}
      initial={initial}
      {...(witness ? { reload: async () => valuesOf(await newest(witness)) } : {})}
      fieldLabels={fields}
      act={act}
    >
      <Form.Item name="name" label={fields.name} extra={t('witnesses.name_hint')} rules={[needed(fields.name)]}>
        <Input maxLength={300} autoFocus />
      </Form.Item>
      {!witness && (
        <Form.Item name="vkey" label={fields.vkey} extra={t('witnesses.vkey_hint')} rules={[needed(fields.vkey)]}>
          <Input.TextArea rows={3} maxLength={400} spellCheck={false} className="code-input" />
        </Form.Item>
      )}
      <Form.Item
        name="url"
        label={fields.url}
        extra={t('witnesses.url_hint')}
        rules={[needed(fields.url), { pattern: /^\s*https?:\/\/\S+\s*$/, message: t('witnesses.url_hint') }]}
      >
        <Input maxLength={500} inputMode="url" spellCheck={false} placeholder="http://" />
      </Form.Item>
    </FormDrawer>
  );
}

const valuesOf = ({ name, url, version }: Witness): Values & { version: number } => ({ name, url, version });

/** The row as it is now; lists are short, so it stands on one of the first pages. */
async function newest(witness: Witness): Promise<Witness> {
  const { rows } = await readWitnesses(1, 200);
  return rows.find(({ id }) => id === witness.id) ?? witness;
}
