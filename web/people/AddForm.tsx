import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Role } from '#domain/glossary.ts';
import { api } from '../api.ts';
import { FormDrawer } from '../ui/FormDrawer.tsx';
import { useAct } from '../ui/useAct.ts';
import { PostFields } from './PostFields.tsx';

type Values = {
  name: string;
  login: string;
  phone?: string;
  organisation: string;
  title: string;
  unit?: string;
  roles: Role[];
};

/** A person with a first post; afterwards the invitation is offered. */
export function AddForm({
  open,
  onClose,
  onDone,
}: {
  open: boolean;
  onClose: () => void;
  onDone: (person: { id: string; name: string; login: string }) => void;
}) {
  const { t } = useTranslation();
  const add = useAct(
    async (input: Values, once) => {
      const { unit, phone, ...rest } = input;
      const body = {
        ...rest,
        ...(unit?.trim() ? { unit: unit.trim() } : {}),
        ...(phone?.trim() ? { phone: phone.trim() } : {}),
      };
      const answer = await api.POST('/api/people', { body, ...once });
      return answer.data ? { ...answer, data: { ...answer.data, name: input.name, login: input.login } } : answer;
    },
    { done: t('people.added'), refresh: ['people', 'organisations'], silent: true },
  );
  const line = (field: string) => [{ required: true, whitespace: true, message: t('ui.required', { field }) }];
  return (
    <FormDrawer<Values, { id: string; name: string; login: string }>
      open={open}
      onClose={onClose}
      title={t('people.add')}
      intro={t('people.add_why')}
      act={add}
      onDone={onDone}
    >
      <Form.Item name="name" label={t('people.name')} rules={line(t('people.name'))}>
        <Input maxLength={300} autoFocus />
      </Form.Item>
      <Form.Item
        name="login"
        label={t('people.login')}
        extra={t('people.login_hint')}
        rules={[...line(t('people.login')), { pattern: /^[\p{L}\p{N}._@-]{2,60}$/u, message: t('people.login_hint') }]}
      >
        <Input maxLength={60} autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <Form.Item name="phone" label={t('people.phone')}>
        <Input maxLength={30} inputMode="tel" />
      </Form.Item>
      <PostFields />
    </FormDrawer>
  );
}
