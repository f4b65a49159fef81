import { Alert, Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { emptyLeak } from '#domain/leaks/body.ts';
import { api, read } from '../api.ts';
import { useLabels, useLanguage } from '../i18n/labels.ts';
import { KeyGate, type Unlocked } from '../KeyGate.tsx';
import { newUuid } from '../newUuid.ts';
import { PeoplePicker } from '../PeoplePicker.tsx';
import { paths } from '../paths.ts';
import { isFirst } from '../secretWork.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { type Guide, type Kind, sealLeak, useGuide, useSay } from './leaks.ts';
import { fieldOf, instantOf } from './moments.ts';
import { SecretPicker } from './parts.tsx';
import { useSealing } from './useSealing.ts';
import './leaks.css';

/** An incident is registered in two minutes on a phone, or a rehearsal begun; sealed here (C22). */
export function NewPage() {
  const labels = useLabels();
  const say = useSay();
  const [params] = useSearchParams();
  const guide = useGuide();
  const rehearsal = params.get('kind') === 'rehearsal';
  const secret = params.get('secret');
  return (
    <>
      <PageHead
        title={say(rehearsal ? 'rehearse' : 'report')}
        purpose={say('new_purpose')}
        parents={[{ title: labels.noun('leaks'), path: paths.leaks }]}
      />
      {guide.error ? (
        <Failed error={guide.error} retry={() => void guide.refetch()} />
      ) : guide.data ? (
        <KeyGate>
          {(keys) => (
            <Registering
              key={String(rehearsal)}
              keys={keys}
              guide={guide.data}
              first={rehearsal ? 'rehearsal' : 'suspected'}
              secrets={secret ? [secret] : []}
            />
          )}
        </KeyGate>
      ) : (
        <Loading />
      )}
    </>
  );
}

type Values = {
  kind: Kind;
  found: string;
  secrets: string[];
  readers: string[];
  title: string;
  happened: string;
  scenario?: string;
};
type Props = { keys: Unlocked; guide: Guide; first: Kind; secrets: string[] };

function Registering({ keys, guide, first, secrets }: Props) {
  const say = useSay();
  const language = useLanguage();
  const navigate = useNavigate();
  const work = useSealing(say('registered'));
  const [form] = Form.useForm<Values>();
  const own = keys.identity.person;
  // One for the form: on a bad day and a bad network a second try registers no second incident.
  const [id] = useState(newUuid);
  const rehearsal = first === 'rehearsal';
  const send = async (values: Values) => {
    const readers = [...new Set([own, ...values.readers])];
    const body = bodyOf(values, say);
    const ok = await work.run(async () => {
      const sealed = await sealLeak(keys, { id, body, readers, before: null });
      const found_at = instantOf(values.found) ?? new Date().toISOString();
      const { kind, secrets: chosen } = values;
      await isFirst(
        read(api.POST('/api/leaks', { body: { id, kind, found_at, secrets: chosen, readers, ...sealed } })),
      );
    });
    if (ok) navigate(paths.leak(id), { replace: true });
  };
  const chooseScenario = (key: string) => {
    const found = guide.scenarios.find((one) => one.key === key);
    if (found) form.setFieldsValue({ title: found[language], happened: found.story[language] });
  };
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      className="leak-form card"
      initialValues={{ kind: first, found: fieldOf(Date.now()), secrets, readers: [own], title: '', happened: '' }}
      onFinish={(values) => void send(values)}
    >
      {rehearsal ? (
        <>
          <Form.Item name="kind" hidden>
            <Input />
          </Form.Item>
          <Form.Item name="scenario" label={say('scenario')} rules={[{ required: true }]}>
            <Radio.Group
              className="leak-choices"
              options={guide.scenarios.map((one) => ({ value: one.key, label: one[language] }))}
              onChange={({ target }) => chooseScenario(String(target.value))}
            />
          </Form.Item>
        </>
      ) : (
        <Form.Item name="kind" label={say('kind')}>
          <Radio.Group
            options={(['suspected', 'confirmed'] as const).map((value) => ({ value, label: say(`kind_${value}`) }))}
          />
        </Form.Item>
      )}
      <Form.Item
        name="title"
        label={say('title')}
        extra={say('title_hint')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="happened" label={say('happened')} extra={say('happened_hint')}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={8_000} />
      </Form.Item>
      <Form.Item name="found" label={say('found_at')} rules={[{ required: true }]}>
        <Input type="datetime-local" max={fieldOf(Date.now())} className="leak-moment" />
      </Form.Item>
      <Form.Item name="secrets" label={say('secrets')}>
        <SecretPicker keys={keys} />
      </Form.Item>
      <Form.Item name="readers" label={say('readers')} extra={say('readers_why')}>
        <PeoplePicker keys={keys} fixed={[own]} />
      </Form.Item>
      {work.problem && <Alert type="error" showIcon role="alert" title={work.problem} />}
      <div className="form-acts">
        <Button onClick={() => navigate(-1)}>{say('back')}</Button>
        <ActButton type="primary" act="leak.add" htmlType="submit" loading={work.busy}>
          {say('save')}
        </ActButton>
      </div>
    </Form>
  );
}

const rehearsalRoles = ['role_lead', 'role_it', 'role_legal', 'role_hr', 'role_log'] as const;

function bodyOf({ title, happened, scenario = '' }: Values, say: ReturnType<typeof useSay>) {
  const roles = scenario ? rehearsalRoles.map((role) => ({ role: say(role), who: '' })) : [];
  return { ...emptyLeak, title, happened, rehearsal: { ...emptyLeak.rehearsal, scenario, roles } };
}
