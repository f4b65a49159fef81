import { App, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { DayInput } from '../ui/DayInput.tsx';
import { todayInChina } from '../ui/DayText.tsx';
import { FormDrawer } from '../ui/FormDrawer.tsx';
import { FormModal } from '../ui/FormModal.tsx';
import { useAct } from '../ui/useAct.ts';
import { AccessField, LineField } from './fields.tsx';
import { type Member, type Row, stale } from './members.ts';
import { memberTexts } from './texts.ts';

type Props = { member: Member; onClose: () => void };

export function ChangePostForm({ member, onClose }: Props) {
  const { t: common } = useTranslation();
  const t = useTexts(memberTexts);
  const { modal } = App.useApp();
  type Values = { department?: string | null; post?: string | null; access: Row['access']; from_on: string };
  const act = useAct(
    ({ department, post, access, from_on }: Values, once) =>
      api.POST('/api/members/{id}/change-post', {
        params: { path: { id: member.id } },
        body: {
          ...{ version: member.version, access, from_on },
          ...{ department: department?.trim() || null, post: post?.trim() || null },
        },
        ...once,
      }),
    { silent: true, refresh: stale },
  );
  return (
    <FormDrawer<Values, { agreement_due: boolean }>
      open
      onClose={onClose}
      title={t('change_title')}
      intro={t('change_why')}
      act={act}
      initial={{ department: member.department, post: member.post, access: member.access, from_on: todayInChina() }}
      onDone={({ agreement_due }) => {
        if (agreement_due) modal.info({ title: t('agreement_due'), okText: common('ui.close') });
      }}
    >
      <LineField name="department" label={t('department')} />
      <LineField name="post" label={t('post')} />
      <AccessField />
      <DayField name="from_on" label={t('from_on')} />
    </FormDrawer>
  );
}

export function LeaveForm({ member, onClose }: Props) {
  const t = useTexts(memberTexts);
  const act = useAct(
    ({ last_day }: { last_day: string }, once) =>
      api.POST('/api/members/{id}/leave', {
        params: { path: { id: member.id } },
        body: { version: member.version, last_day },
        ...once,
      }),
    { silent: true, refresh: stale },
  );
  return (
    <FormModal<{ last_day: string }, { version: number }>
      open
      danger
      onClose={onClose}
      title={t('leave_title', { name: member.name })}
      intro={t('leave_why')}
      submitLabel={t('leave')}
      act={act}
      initial={{ last_day: todayInChina() }}
    >
      <DayField name="last_day" label={t('left_on')} />
    </FormModal>
  );
}

function DayField({ name, label }: { name: string; label: string }) {
  const { t: common } = useTranslation();
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, message: common('ui.required', { field: label }) }]}>
      <DayInput />
    </Form.Item>
  );
}
