import { Form, Input, Modal, Radio, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { CopyLine } from '../ui/CopyLine.tsx';
import { InstantText } from '../ui/DayText.tsx';
import { FormModal } from '../ui/FormModal.tsx';
import { useAct } from '../ui/useAct.ts';
import { type Member, stale } from './members.ts';
import { memberTexts } from './texts.ts';

type Role = 'employee' | 'enterprise_officer';
type Values = { role: Role; login?: string; elsewhere?: boolean };
type Link = { invitation: string; expires_at: string; login?: string };

/** An account for the person by a one-time link: a new one, or a post for the account that they have elsewhere. */
export function InviteWindow({ member, onClose }: { member: Member; onClose: () => void }) {
  const t = useTexts(memberTexts);
  const [link, setLink] = useState<(Link & { address: string }) | null>(null);
  const fresh = member.account === 'none';
  const act = useAct(
    async ({ role, login, elsewhere }: Values, once): Promise<{ data?: Link; error?: unknown; response: Response }> => {
      const path = { params: { path: { id: member.id } } };
      const body = { version: member.version, role };
      if (elsewhere) return api.POST('/api/members/{id}/link-account', { ...path, body, ...once });
      const name = login?.trim();
      return api.POST('/api/members/{id}/invite', {
        ...path,
        body: { ...body, ...(name ? { login: name } : {}) },
        ...once,
      });
    },
    { silent: true, quiet: true, refresh: stale },
  );
  if (link) return <Slip link={link} name={member.name} onClose={onClose} />;
  return (
    <FormModal<Values, Link>
      open
      onClose={() => (act.busy ? undefined : link === null && onClose())}
      title={t('invite_title', { name: member.name })}
      intro={t('invite_why')}
      submitLabel={t('issue')}
      act={{
        ...act,
        run: async (values) => {
          const made = await act.run(values);
          // The window goes on to show the link; it closes from there.
          if (made) setLink({ ...made, address: addressOf(made, values) });
          return undefined;
        },
      }}
      initial={{ role: member.officer ? 'enterprise_officer' : 'employee', elsewhere: false }}
    >
      {fresh && <Fields />}
    </FormModal>
  );
}

const addressOf = ({ invitation }: Link, { elsewhere }: Values): string =>
  elsewhere
    ? `${location.origin}${paths.takePost}#${invitation}`
    : `${location.origin}${paths.accept}?invitation=${invitation}`;

function Fields() {
  const { t: common } = useTranslation();
  const t = useTexts(memberTexts);
  const labels = useLabels();
  const elsewhere = Form.useWatch('elsewhere') as boolean | undefined;
  return (
    <>
      <Form.Item name="role" label={t('role')}>
        <Radio.Group
          options={(['employee', 'enterprise_officer'] as const).map((value) => ({ value, label: labels.role(value) }))}
        />
      </Form.Item>
      <Form.Item name="elsewhere" label={t('has_one')} valuePropName="checked">
        <Switch />
      </Form.Item>
      {!elsewhere && (
        <Form.Item
          name="login"
          label={t('login')}
          rules={[{ required: true, whitespace: true, message: common('ui.required', { field: t('login') }) }]}
        >
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
      )}
    </>
  );
}

function Slip({ link, name, onClose }: { link: Link & { address: string }; name: string; onClose: () => void }) {
  const t = useTexts(memberTexts);
  return (
    <Modal open title={t('invite_title', { name })} onCancel={onClose} mask={{ closable: false }} footer={null}>
      <div className="stack">
        <p>{t('invite_why')}</p>
        <dl className="facts">
          {link.login && (
            <>
              <dt>{t('login')}</dt>
              <dd>
                <strong>{link.login}</strong>
              </dd>
            </>
          )}
          <dt>{t('link_until')}</dt>
          <dd>
            <InstantText at={link.expires_at} />
          </dd>
        </dl>
        <CopyLine text={link.address} name={name} />
      </div>
    </Modal>
  );
}
