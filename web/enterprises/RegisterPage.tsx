import { useQueryClient } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { isCreditCode } from '#domain/organisations/credit-code.ts';
import { api, read } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { renewSession } from '../session.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { type Choice, SearchSelect } from '../ui/SearchSelect.tsx';
import { useAct } from '../ui/useAct.ts';
import { AccountFields } from './AccountFields.tsx';
import { EntryForm } from './EntryForm.tsx';
import { texts } from './texts.ts';
import './enterprises.css';

type Values = {
  name: string;
  credit_code: string;
  division_code: string;
  contact_name: string;
  contact_phone: string;
  note?: string;
  login: string;
  password: string;
};

async function findPlaces(q: string): Promise<{ total: number; choices: Choice[] }> {
  if (q === '') return { total: 0, choices: [] };
  const { total, rows } = await read(api.GET('/api/enterprises/places', { params: { query: { q } } }));
  return { total, choices: rows.map(({ code, name, above }) => ({ value: code, label: name, note: above })) };
}

/** A firm asks to join by itself; the office of its place answers. */
export function RegisterPage() {
  const { t } = useTranslation();
  const tx = useTexts(texts);
  const client = useQueryClient();
  const navigate = useNavigate();
  const register = useAct(
    (values: Values) =>
      api.POST('/api/enterprises/register', {
        body: {
          ...{ name: values.name.trim(), credit_code: values.credit_code.trim().toUpperCase() },
          ...{ division_code: values.division_code, contact_name: values.contact_name.trim() },
          ...{ contact_phone: values.contact_phone.trim(), note: values.note?.trim() || null },
          ...{ login: values.login.trim(), password: values.password },
        },
      }),
    {
      done: tx('registered'),
      silent: true,
      after: async () => {
        await renewSession(client);
        await navigate(paths.joinState, { replace: true });
      },
    },
  );
  const needed = (field: string) => ({ required: true, message: t('ui.required', { field }) });
  const checkCode = (_: unknown, code: string | undefined) =>
    !code?.trim() || isCreditCode(code.trim().toUpperCase())
      ? Promise.resolve()
      : Promise.reject(new Error(tx('credit_code_wrong')));
  return (
    <>
      <PageHead title={tx('register_title')} purpose={tx('register_purpose')} />
      <EntryForm act={register} submit={tx('register')}>
        <Form.Item name="name" label={tx('name')} rules={[{ ...needed(tx('name')), whitespace: true }]}>
          <Input maxLength={300} autoComplete="organization" />
        </Form.Item>
        <Form.Item
          name="credit_code"
          label={tx('credit_code')}
          rules={[needed(tx('credit_code')), { validator: checkCode }]}
          validateTrigger="onBlur"
        >
          <Input maxLength={18} autoCapitalize="characters" spellCheck={false} />
        </Form.Item>
        <Form.Item name="division_code" label={tx('division')} rules={[needed(tx('division'))]}>
          <SearchSelect of="places" search={findPlaces} placeholder={tx('place_search')} />
        </Form.Item>
        <Form.Item
          name="contact_name"
          label={tx('your_name')}
          rules={[{ ...needed(tx('your_name')), whitespace: true }]}
        >
          <Input maxLength={100} autoComplete="name" />
        </Form.Item>
        <Form.Item name="contact_phone" label={tx('contact_phone')} rules={[needed(tx('contact_phone')), { min: 5 }]}>
          <Input maxLength={40} inputMode="tel" autoComplete="tel" />
        </Form.Item>
        <Form.Item name="note" label={tx('note')}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
        <AccountFields />
      </EntryForm>
      <p>
        <Link to={paths.signIn}>{tx('to_sign_in')}</Link>
      </p>
    </>
  );
}
