import { Form, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { ReasonModal } from '../ui/ReasonModal.tsx';
import { SearchSelect } from '../ui/SearchSelect.tsx';
import { useAct } from '../ui/useAct.ts';
import { type Content, DigestInput } from './DigestInput.tsx';
import { type Exhibit, findReceivers, stale } from './exhibits.ts';
import { type Kept, LineField, PersonField, ProseField } from './Inputs.tsx';
import { FileField, given, NoteField, StepDrawer } from './StepDrawer.tsx';

type Props = { exhibit: Exhibit; onClose: () => void };
type Common = { version: number; note?: string; file?: Kept | null };

const path = ({ id }: Exhibit) => ({ params: { path: { id } } });

export function SealForm({ exhibit, onClose }: Props) {
  const { t } = useTranslation();
  type Values = Common & { seal_no: string; place: string; second_person?: string };
  const act = useAct(
    (values: Values, once) => api.POST('/api/exhibits/{id}/seal', { ...path(exhibit), body: given(values), ...once }),
    { silent: true, refresh: stale },
  );
  return (
    <StepDrawer<Values> exhibit={exhibit} verb="seal" act={act} onClose={onClose} initial={{ place: exhibit.place }}>
      <LineField name="seal_no" label={t('exhibits.seal_no')} />
      <LineField name="place" label={t('exhibits.seal_place')} />
      <PersonField name="second_person" label={t('exhibits.second_person')} optional />
      <FileField exhibit={exhibit.id} label={t('exhibits.seal_photo')} />
      <NoteField />
    </StepDrawer>
  );
}

export function HashForm({ exhibit, onClose }: Props) {
  const { t } = useTranslation();
  type Values = { version: number; content: Content; tool?: string; note?: string };
  const act = useAct(
    ({ content, ...values }: Values, once) =>
      api.POST('/api/exhibits/{id}/hash', { ...path(exhibit), body: { ...given(values), ...content }, ...once }),
    {
      silent: true,
      refresh: stale,
      done: ({ equal }) =>
        equal === null ? t('exhibits.hash_first') : equal ? t('exhibits.hash_equal') : t('exhibits.hash_differs'),
    },
  );
  const intro = exhibit.sha256 === null ? t('exhibits.hash_why_first') : t('exhibits.hash_why');
  return (
    <StepDrawer<Values> exhibit={exhibit} verb="hash" act={act} onClose={onClose} intro={intro}>
      <Form.Item
        name="content"
        label={t('exhibits.content')}
        rules={[{ required: true, message: t('exhibits.hash_needed') }]}
      >
        <DigestInput />
      </Form.Item>
      <LineField name="tool" label={t('exhibits.tool')} optional />
      <NoteField />
    </StepDrawer>
  );
}

export function MoveForm({ exhibit, onClose }: Props) {
  const { t } = useTranslation();
  const [inside, setInside] = useState(true);
  type Values = Common & {
    to_organisation?: string;
    to_name?: string;
    to_person?: string;
    reason: string;
    place?: string;
  };
  const act = useAct(
    (values: Values, once) => api.POST('/api/exhibits/{id}/move', { ...path(exhibit), body: given(values), ...once }),
    { silent: true, refresh: stale },
  );
  return (
    <StepDrawer<Values> exhibit={exhibit} verb="move" act={act} onClose={onClose} intro={t('exhibits.move_why')}>
      <Form.Item label={t('exhibits.move_to')}>
        <Radio.Group value={inside} onChange={({ target }) => setInside(target.value === true)}>
          <Radio value={true}>{t('exhibits.move_inside')}</Radio>
          <Radio value={false}>{t('exhibits.move_outside')}</Radio>
        </Radio.Group>
      </Form.Item>
      {inside ? (
        <Form.Item
          name="to_organisation"
          label={t('exhibits.receiver')}
          rules={[{ required: true, message: t('ui.required', { field: t('exhibits.receiver') }) }]}
        >
          <SearchSelect of="organisations" within={exhibit.keeper} search={findReceivers(exhibit.keeper)} />
        </Form.Item>
      ) : (
        <LineField name="to_name" label={t('exhibits.receiver')} hint={t('exhibits.receiver_outside_hint')} />
      )}
      <LineField name="to_person" label={t('exhibits.to_person')} optional />
      <ProseField name="reason" label={t('exhibits.move_reason')} />
      <FileField exhibit={exhibit.id} label={t('exhibits.move_file')} />
      <NoteField />
    </StepDrawer>
  );
}

export function ReceiveForm({ exhibit, onClose }: Props) {
  const { t } = useTranslation();
  type Values = Common & { seal_intact: boolean; place: string; second_person?: string };
  const act = useAct(
    (values: Values, once) =>
      api.POST('/api/exhibits/{id}/receive', { ...path(exhibit), body: given(values), ...once }),
    { silent: true, refresh: stale },
  );
  return (
    <StepDrawer<Values> exhibit={exhibit} verb="receive" act={act} onClose={onClose} intro={t('exhibits.receive_why')}>
      <Form.Item
        name="seal_intact"
        label={t('exhibits.seal_state', { no: exhibit.seal_no ?? '' })}
        rules={[{ required: true, message: t('exhibits.seal_state_needed') }]}
      >
        <Radio.Group>
          <Radio value={true}>{t('exhibits.seal_whole')}</Radio>
          <Radio value={false}>{t('exhibits.seal_torn')}</Radio>
        </Radio.Group>
      </Form.Item>
      <LineField name="place" label={t('exhibits.keep_place')} />
      <PersonField name="second_person" label={t('exhibits.second_person')} optional />
      <FileField exhibit={exhibit.id} label={t('exhibits.receipt_file')} />
      <NoteField />
    </StepDrawer>
  );
}

export function UnsealForm({ exhibit, onClose }: Props) {
  const { t } = useTranslation();
  type Values = Common & { operator: string; second_person: string; reason: string; place: string };
  const act = useAct(
    (values: Values, once) => api.POST('/api/exhibits/{id}/unseal', { ...path(exhibit), body: given(values), ...once }),
    { silent: true, refresh: stale },
  );
  return (
    <StepDrawer<Values> exhibit={exhibit} verb="unseal" act={act} onClose={onClose} intro={t('exhibits.unseal_why')}>
      <PersonField name="operator" label={t('exhibits.opener')} />
      <PersonField name="second_person" label={t('exhibits.second_person')} hint={t('exhibits.second_person_hint')} />
      <ProseField name="reason" label={t('exhibits.unseal_reason')} />
      <LineField name="place" label={t('exhibits.step_place')} />
      <FileField exhibit={exhibit.id} label={t('exhibits.seal_photo')} />
      <NoteField />
    </StepDrawer>
  );
}

export function ReleaseForm({ exhibit, onClose }: Props) {
  const { t } = useTranslation();
  type Values = Common & { to_name: string; to_person?: string; reason: string; second_person?: string };
  const act = useAct(
    (values: Values, once) =>
      api.POST('/api/exhibits/{id}/release', { ...path(exhibit), body: given(values), ...once }),
    { silent: true, refresh: stale },
  );
  return (
    <StepDrawer<Values>
      exhibit={exhibit}
      verb="release"
      act={act}
      onClose={onClose}
      intro={t('exhibits.release_why')}
      initial={{ to_name: exhibit.taken_from }}
    >
      <LineField name="to_name" label={t('exhibits.release_to')} />
      <LineField name="to_person" label={t('exhibits.release_person')} optional />
      <ProseField name="reason" label={t('exhibits.release_basis')} />
      <PersonField name="second_person" label={t('exhibits.second_person')} optional />
      <FileField exhibit={exhibit.id} label={t('exhibits.receipt_file')} />
      <NoteField />
    </StepDrawer>
  );
}

/** A registration made by mistake. */
export function DiscardForm({ exhibit, onClose }: Props) {
  const { t } = useTranslation();
  const act = useAct(
    ({ reason }: { reason: string }, once) =>
      api.POST('/api/exhibits/{id}/discard', { ...path(exhibit), body: { version: exhibit.version, reason }, ...once }),
    { silent: true, refresh: stale },
  );
  return (
    <ReasonModal
      open
      danger
      onClose={onClose}
      title={t('exhibits.discard_title', { no: exhibit.no })}
      intro={t('exhibits.discard_why')}
      act={act}
    />
  );
}
