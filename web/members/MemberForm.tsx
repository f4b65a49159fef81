import { Checkbox, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, read } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { DayInput } from '../ui/DayInput.tsx';
import { FormDrawer } from '../ui/FormDrawer.tsx';
import { useAct } from '../ui/useAct.ts';
import { AccessField, LineField } from './fields.tsx';
import { kinds, type Member, type Row, stale, useMemberWords } from './members.ts';
import { memberTexts } from './texts.ts';

type Values = {
  name: string;
  number: string | null;
  kind: Row['kind'];
  phone: string | null;
  department: string | null;
  post: string | null;
  access: Row['access'];
  entered_on: string | null;
  entry_kit?: boolean;
  version?: number;
};

const textOf = (text: string | null | undefined): string | null => text?.trim() || null;

/** Adds a person, or corrects who the one given is; post and access change by their own form. */
export function MemberForm({ member, onClose }: { member?: Member; onClose: () => void }) {
  const t = useTexts(memberTexts);
  const navigate = useNavigate();
  const save = useAct(
    (values: Values, once) => {
      const { name, kind, entered_on = null } = values;
      const particulars = { name, kind, entered_on, number: textOf(values.number), phone: textOf(values.phone) };
      if (!member) {
        const post = { department: textOf(values.department), post: textOf(values.post), access: values.access };
        return api.POST('/api/members', {
          body: { ...particulars, ...post, entry_kit: values.entry_kit ?? false },
          ...once,
        });
      }
      return api
        .POST('/api/members/{id}/edit', {
          params: { path: { id: member.id } },
          body: { ...particulars, version: values.version ?? member.version },
          ...once,
        })
        .then((answer) => (answer.data ? { ...answer, data: { ...answer.data, id: member.id } } : answer));
    },
    { silent: true, refresh: stale },
  );
  return (
    <FormDrawer<Values, { id: string }>
      open
      onClose={onClose}
      title={member ? t('edit_title') : t('add')}
      intro={t('add_why')}
      act={save}
      initial={member ? valuesOf(member) : { kind: 'employee', access: 'contact', entry_kit: true }}
      fieldLabels={{
        name: t('name'),
        number: t('number'),
        kind: t('kind'),
        phone: t('phone'),
        entered_on: t('entered_on'),
      }}
      {...(member
        ? {
            reload: async () =>
              valuesOf(await read(api.GET('/api/members/{id}', { params: { path: { id: member.id } } }))),
          }
        : {})}
      onDone={({ id }) => {
        if (!member) void navigate(paths.member(id));
      }}
    >
      <Fields adding={member === undefined} />
    </FormDrawer>
  );
}

function Fields({ adding }: { adding: boolean }) {
  const { t: common } = useTranslation();
  const t = useTexts(memberTexts);
  const words = useMemberWords();
  const needed = [{ required: true, whitespace: true, message: common('ui.required', { field: t('name') }) }];
  return (
    <>
      <Form.Item name="name" label={t('name')} rules={needed}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="kind" label={t('kind')}>
        <Select options={kinds.map((value) => ({ value, label: words.kind(value) }))} />
      </Form.Item>
      {adding && (
        <>
          <LineField name="department" label={t('department')} />
          <LineField name="post" label={t('post')} />
          <AccessField />
        </>
      )}
      <LineField name="number" label={t('number')} />
      <LineField name="phone" label={t('phone')} />
      <Form.Item name="entered_on" label={t('entered_on')}>
        <DayInput />
      </Form.Item>
      {adding && (
        <Form.Item name="entry_kit" valuePropName="checked">
          <Checkbox>{t('entry_kit')}</Checkbox>
        </Form.Item>
      )}
    </>
  );
}

const valuesOf = ({ name, number, kind, phone, department, post, access, entered_on, version }: Member) => ({
  ...{ name, number, kind, phone, department, post, access, entered_on, version },
});
