import { Alert, Button, Form, Steps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { emptyBody, readBody, type SecretBody } from '#domain/secrets/body.ts';
import { useLabels } from '../i18n/labels.ts';
import { KeyGate, type Unlocked } from '../KeyGate.tsx';
import { newUuid } from '../newUuid.ts';
import { PeoplePicker } from '../PeoplePicker.tsx';
import { paths } from '../paths.ts';
import { type Item, useRegister } from '../register.ts';
import { addSecret, saveSecret } from '../secretWork.ts';
import { useMay } from '../session.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { usePhone } from '../ui/usePhone.ts';
import type { Entry } from '../vault.ts';
import { GuardFields, WhatFields, WhereFields, WhyFields } from './BodyFields.tsx';
import { Conflict } from './Conflict.tsx';
import { Unopened } from './Unopened.tsx';
import { useWork } from './useWork.ts';
import { useNumberWord, useSay } from './words.ts';
import './secrets.css';

/** A record is written in guided steps, sealed in the browser and sent (C19). */
export function EditPage() {
  const { id } = useParams();
  const labels = useLabels();
  const say = useSay();
  return (
    <>
      <PageHead title={say(id ? 'edit' : 'new')} parents={[{ title: labels.noun('secrets'), path: paths.secrets }]} />
      <KeyGate>{(keys) => (id ? <Existing keys={keys} id={id} /> : <Editor keys={keys} />)}</KeyGate>
    </>
  );
}

function Existing({ keys, id }: { keys: Unlocked; id: string }) {
  const { items, opening } = useRegister(keys);
  const item = items?.find((one) => one.id === id);
  if (!items || (opening && !item?.entry)) return <Loading />;
  if (!item?.entry) return <Unopened item={item} />;
  return <Editor keys={keys} item={item} entry={item.entry} />;
}

type Values = SecretBody & { readers: string[] };

function Editor({ keys, item, entry }: { keys: Unlocked; item?: Item; entry?: Entry }) {
  const { t } = useTranslation();
  const say = useSay();
  const numberWord = useNumberWord();
  const navigate = useNavigate();
  const may = useMay();
  const phone = usePhone();
  const [form] = Form.useForm<Values>();
  const [step, setStep] = useState(0);
  // One for the form: saving again after no answer adds no second secret.
  const [fresh] = useState(newUuid);
  // The version that the form was filled from: a newer one that arrives meanwhile does not replace it unasked.
  const [base, setBase] = useState(entry);
  const work = useWork();
  const own = keys.identity.person;
  const first = { ...(base?.body ?? emptyBody), readers: [...(base?.need_to_know ?? [own])] };
  const choosesReaders = !item;
  const newer = entry && base && entry.version > base.version ? entry : null;
  const parts = [
    { title: say('step_what'), node: <WhatFields /> },
    { title: say('step_why'), node: <WhyFields /> },
    { title: say('step_where'), node: <WhereFields /> },
    { title: say('step_guard'), node: <GuardFields /> },
    ...(choosesReaders ? [{ title: say('step_who'), node: <WhoFields keys={keys} own={own} /> }] : []),
  ];
  const save = async (from: Entry | undefined) => {
    const values: Values = { ...first, ...form.getFieldsValue(true) };
    const body = readBody({ ...values, files: from?.body.files ?? [] });
    const ok = await work.run(async () => {
      if (item && from) await saveSecret(keys, { id: item.id, body, entry: from });
      else await addSecret(keys, { id: fresh, body, readers: [own, ...values.readers] });
    });
    if (ok) navigate(paths.secret(item?.id ?? fresh), { replace: true });
  };
  const submit = async () => {
    const checked = await form.validateFields().catch(() => null);
    if (checked === null) setStep(0);
    else await save(base);
  };
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={first}
      className="secret-form card"
      onFinish={() => void submit()}
    >
      {item && <p className="muted">{numberWord(item.number)}</p>}
      {phone ? (
        <p role="status">{say('step_of', { step: step + 1, total: parts.length, title: parts[step]?.title ?? '' })}</p>
      ) : (
        <Steps size="small" current={step} onChange={setStep} items={parts.map(({ title }) => ({ title }))} />
      )}
      {parts.map(({ title, node }, at) => (
        <div key={title} hidden={at !== step}>
          {node}
        </div>
      ))}
      {work.problem && <Alert type="error" showIcon role="alert" title={work.problem} />}
      {work.conflict && !newer && <Alert type="warning" showIcon role="alert" title={say('conflict')} />}
      {work.conflict && newer && base && (
        <Conflict
          mine={readBody({ ...base.body, ...form.getFieldsValue(true) })}
          theirs={newer}
          onMine={() => {
            setBase(newer);
            void save(newer);
          }}
          onTheirs={() => {
            form.setFieldsValue({ ...newer.body });
            setBase(newer);
            work.clear();
          }}
        />
      )}
      <div className="form-acts">
        {step > 0 && <Button onClick={() => setStep(step - 1)}>{say('back')}</Button>}
        {step < parts.length - 1 && <Button onClick={() => setStep(step + 1)}>{say('next')}</Button>}
        {may('secret.save') && (
          <Button type="primary" htmlType="submit" loading={work.busy}>
            {say('seal_and_save')}
          </Button>
        )}
        <Button onClick={() => navigate(-1)}>{t('ui.cancel')}</Button>
      </div>
    </Form>
  );
}

function WhoFields({ keys, own }: { keys: Unlocked; own: string }) {
  const say = useSay();
  return (
    <Form.Item name="readers" label={say('readers')} extra={`${say('readers_why')}${say('readers_author')}`}>
      <PeoplePicker keys={keys} fixed={[own]} />
    </Form.Item>
  );
}
