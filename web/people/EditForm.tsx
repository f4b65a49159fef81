import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { FormModal } from '../ui/FormModal.tsx';
import { useAct } from '../ui/useAct.ts';
import { type Person, readPerson } from './people.ts';

type Values = { name: string; login: string; phone: string; version?: number };

const valuesOf = ({ name, login, phone, version }: Person) => ({ name, login, phone: phone ?? '', version });

export function EditForm({ person, open, onClose }: { person: Person; open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const edit = useAct(
    ({ name, login, phone, version = person.version }: Values, once) =>
      api.POST('/api/people/{id}/edit', {
        params: { path: { id: person.id } },
        body: { name: name.trim(), login: login.trim(), phone: phone.trim() || null, version },
        ...once,
      }),
    { done: t('people.edited'), refresh: ['people'], silent: true },
  );
  const fields = { name: t('people.name'), login: t('people.login'), phone: t('people.phone') };
  const line = (field: string) => [{ required: true, whitespace: true, message: t('ui.required', { field }) }];
  return (
    <FormModal<Values, { version: number }>
      open={open}
      onClose={onClose}
      title={`${labels.verb('edit')} · ${person.name}`}
      initial={valuesOf(person)}
      reload={async () => valuesOf(await readPerson(person.id))}
      fieldLabels={fields}
      act={edit}
    >
      <Form.Item name="name" label={fields.name} rules={line(fields.name)}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item
        name="login"
        label={fields.login}
        extra={t('people.login_hint')}
        rules={[...line(fields.login), { pattern: /^[\p{L}\p{N}._@-]{2,60}$/u, message: t('people.login_hint') }]}
      >
        <Input maxLength={60} autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <Form.Item name="phone" label={fields.phone}>
        <Input maxLength={30} inputMode="tel" />
      </Form.Item>
    </FormModal>
  );
}
