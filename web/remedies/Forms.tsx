import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { api } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { useSession } from '../session.ts';
import { DayInput } from '../ui/DayInput.tsx';
import { FormModal } from '../ui/FormModal.tsx';
import { SearchSelect } from '../ui/SearchSelect.tsx';
import { useAct } from '../ui/useAct.ts';
import { findMembers, findProofs, loadRemedy, type Remedy, stale } from './remedies.ts';
import { texts } from './texts.ts';

type Props = { remedy: Remedy; onClose: () => void };

const at = (id: string) => ({ params: { path: { id } } });

/** A field that must be filled. */
function Needed({
  name,
  label,
  extra,
  children,
}: {
  name: string;
  label: string;
  extra?: string;
  children: ReactNode;
}) {
  const say = useTexts(texts);
  const rules = [{ required: true, message: say('required', { field: label }) }];
  return (
    <Form.Item name={name} label={label} rules={rules} {...(extra ? { extra } : {})}>
      {children}
    </Form.Item>
  );
}

type Assigned = { version: number; owner?: string | null; due_on: string };

/** Who is in charge and by when; an office changes the day alone. */
export function AssignForm({ remedy, onClose }: Props) {
  const say = useTexts(texts);
  const isFirm = useSession().post?.organisation_kind === 'enterprise';
  const act = useAct(
    ({ owner, ...body }: Assigned, once) =>
      api.POST('/api/remedies/{id}/assign', {
        ...{ ...at(remedy.id), ...once },
        body: { ...body, ...(isFirm ? { owner: owner ?? null } : {}) },
      }),
    { silent: true, refresh: stale },
  );
  const { version, owner, owner_name, due_on } = remedy;
  return (
    <FormModal<Assigned, unknown>
      open
      onClose={onClose}
      title={say('assign')}
      act={act}
      initial={{ version, owner, ...(due_on ? { due_on } : {}) }}
    >
      {isFirm && (
        <Form.Item name="owner" label={say('owner')}>
          <SearchSelect
            of="members"
            search={findMembers}
            placeholder={say('owner_search')}
            present={owner && owner_name ? { value: owner, label: owner_name } : null}
          />
        </Form.Item>
      )}
      <Needed name="due_on" label={say('due')}>
        <DayInput />
      </Needed>
    </FormModal>
  );
}

type Finished = { version: number; note: string; proof?: string | null };

export function FinishForm({ remedy, onClose }: Props) {
  const say = useTexts(texts);
  const act = useAct(
    ({ proof, ...body }: Finished, once) =>
      api.POST('/api/remedies/{id}/finish', {
        ...at(remedy.id),
        ...once,
        body: { ...body, ...(proof ? { proof } : {}) },
      }),
    { silent: true, refresh: stale },
  );
  return (
    <FormModal<Finished, unknown>
      open
      onClose={onClose}
      title={say('finish')}
      act={act}
      initial={{ version: remedy.version }}
      reload={async () => {
        const { version, note, proof_given } = await loadRemedy(remedy.id);
        return { version, note: note ?? '', proof: proof_given };
      }}
      fieldLabels={{ note: say('note'), proof: say('proof') }}
    >
      <Needed name="note" label={say('note')} extra={say('note_hint')}>
        <Input.TextArea rows={4} maxLength={5000} />
      </Needed>
      <Form.Item name="proof" label={say('proof')} extra={say('proof_hint')}>
        <SearchSelect of="evidence" search={findProofs} />
      </Form.Item>
    </FormModal>
  );
}

type Dropped = { version: number; reason: string };

export function DropForm({ remedy, onClose }: Props) {
  const say = useTexts(texts);
  const act = useAct(
    (body: Dropped, once) => api.POST('/api/remedies/{id}/drop', { ...at(remedy.id), ...once, body }),
    { silent: true, refresh: stale },
  );
  return (
    <FormModal<Dropped, unknown>
      open
      danger
      onClose={onClose}
      title={say('drop')}
      intro={say('drop_intro')}
      act={act}
      initial={{ version: remedy.version }}
      reload={async () => {
        const { version, reason } = await loadRemedy(remedy.id);
        return { version, reason: reason ?? '' };
      }}
      fieldLabels={{ reason: say('reason') }}
    >
      <Needed name="reason" label={say('reason')}>
        <Input.TextArea rows={3} maxLength={5000} />
      </Needed>
    </FormModal>
  );
}

type Reopened = Dropped & { due_on: string };

export function ReopenForm({ remedy, onClose }: Props) {
  const say = useTexts(texts);
  const act = useAct(
    (body: Reopened, once) => api.POST('/api/remedies/{id}/reopen', { ...at(remedy.id), ...once, body }),
    { silent: true, refresh: stale },
  );
  return (
    <FormModal<Reopened, unknown>
      open
      onClose={onClose}
      title={say('reopen')}
      intro={say('reopen_intro')}
      act={act}
      initial={{ version: remedy.version }}
    >
      <Needed name="reason" label={say('reason')}>
        <Input.TextArea rows={3} maxLength={5000} />
      </Needed>
      <Needed name="due_on" label={say('due')}>
        <DayInput />
      </Needed>
    </FormModal>
  );
}
