import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { api, read } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { renewSession } from '../session.ts';
import { instantLabel } from '../ui/DayText.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { useAct } from '../ui/useAct.ts';
import { AccountFields } from './AccountFields.tsx';
import { EntryForm } from './EntryForm.tsx';
import { texts } from './texts.ts';
import './enterprises.css';

type Values = { name: string; phone?: string; login: string; password: string };

/** The link that a bureau gave to a firm: whoever opens it becomes the firm's first officer. */
export function JoinPage() {
  const { t } = useTranslation();
  const tx = useTexts(texts);
  const language = useLanguage();
  const [params] = useSearchParams();
  const invitation = params.get('invitation') ?? '';
  const found = useQuery({
    queryKey: ['session', 'firm-invitation', invitation],
    queryFn: () => read(api.GET('/api/enterprises/invitation', { params: { query: { invitation } } })),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (found.isPending) return <Loading />;
  if (!found.data)
    return (
      <>
        <PageHead title={tx('join_title')} />
        <div className="stack">
          <Alert type="error" showIcon role="alert" title={sentenceOf(found.error, t)} />
          <Link to={paths.signIn}>{tx('to_sign_in')}</Link>
        </div>
      </>
    );
  const { name, division_name, expires_at } = found.data;
  return (
    <>
      <PageHead title={tx('join_title')} purpose={tx('join_purpose', { name, place: division_name })} />
      <p className="muted">{tx('join_until', { at: instantLabel(expires_at, language) })}</p>
      <JoinForm invitation={invitation} />
    </>
  );
}

function JoinForm({ invitation }: { invitation: string }) {
  const { t } = useTranslation();
  const tx = useTexts(texts);
  const client = useQueryClient();
  const navigate = useNavigate();
  const join = useAct(
    ({ name, phone, login, password }: Values) =>
      api.POST('/api/enterprises/join', {
        body: { invitation, name: name.trim(), phone: phone?.trim() || null, login: login.trim(), password },
      }),
    {
      done: tx('welcome'),
      silent: true,
      after: async () => {
        await renewSession(client);
        await navigate(paths.home, { replace: true });
      },
    },
  );
  return (
    <EntryForm act={join} submit={tx('join')}>
      <Form.Item
        name="name"
        label={tx('your_name')}
        rules={[{ required: true, whitespace: true, message: t('ui.required', { field: tx('your_name') }) }]}
      >
        <Input maxLength={100} autoComplete="name" />
      </Form.Item>
      <Form.Item name="phone" label={tx('contact_phone')}>
        <Input maxLength={40} inputMode="tel" autoComplete="tel" />
      </Form.Item>
      <AccountFields />
    </EntryForm>
  );
}
