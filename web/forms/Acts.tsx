import { App, Form as Fields, Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { problemsOf } from '#domain/forms/rules.ts';
import { formStates } from '#domain/forms/states.ts';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { FormModal } from '../ui/FormModal.tsx';
import { useAct } from '../ui/useAct.ts';
import { type Content, type Form, stale } from './forms.ts';
import { texts } from './texts.ts';

type Props = {
  form: Form;
  title: string;
  content: Content;
  dirty: boolean;
  /** The draft stands as it is on the page; its version. */
  onSaved: (edited: number) => void;
  /** Perhaps somebody else saved meanwhile: the page looks. */
  onRefused: () => void;
};

/** Copy for everybody's form; save, publish, withdraw, discard for one's own. */
export function Acts({ form, title, content, dirty, onSaved, onRefused }: Props) {
  const t = useTexts(texts);
  const labels = useLabels();
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const [copying, setCopying] = useState(false);
  const { id, edited: version, mine, state } = form;
  const path = { params: { path: { id } } };
  const options = { refresh: stale };
  const save = useAct(
    (_: object, once) => api.POST('/api/forms/{id}/edit', { ...path, body: { version, title, content }, ...once }),
    { ...options, done: t('saved'), after: ({ edited }) => onSaved(edited) },
  );
  const publish = useAct(
    (_: object, once) => api.POST('/api/forms/{id}/publish', { ...path, body: { version }, ...once }),
    options,
  );
  const withdraw = useAct(
    (_: object, once) => api.POST('/api/forms/{id}/withdraw', { ...path, body: { version }, ...once }),
    options,
  );
  const discard = useAct(
    (_: object, once) => api.POST('/api/forms/{id}/discard', { ...path, body: { version }, ...once }),
    {
      ...options,
      after: () => navigate(paths.forms),
    },
  );
  const machine = { table: formStates, state };
  const ask =
    (act: 'form.publish' | 'form.withdraw' | 'form.discard', intro: string, run: () => Promise<unknown>) => () =>
      modal.confirm({ title: labels.act(act), content: intro, okText: labels.act(act), onOk: run });
  const problems = problemsOf(content).length;
  return (
    <>
      {mine && state === 'draft' && (
        <>
          <ActButton
            act="form.discard"
            danger
            machine={machine}
            onClick={ask('form.discard', t('discard_intro'), () => discard.run({}))}
          />
          <ActButton
            act="form.edit"
            machine={machine}
            loading={save.busy}
            reason={dirty ? null : t('nothing_to_save')}
            onClick={() => void save.run({}).then((saved) => saved ?? onRefused())}
          >
            {t('save')}
          </ActButton>
          <ActButton
            act="form.publish"
            type="primary"
            machine={machine}
            reason={dirty ? t('save_first') : problems > 0 ? t('problems', { count: problems }) : null}
            onClick={ask('form.publish', t('publish_intro'), () => publish.run({}))}
          />
        </>
      )}
      {mine && state === 'published' && (
        <ActButton
          act="form.withdraw"
          danger
          machine={machine}
          onClick={ask('form.withdraw', t('withdraw_intro'), () => withdraw.run({}))}
        />
      )}
      {state !== 'draft' && (
        <ActButton act="form.add" type="primary" onClick={() => setCopying(true)}>
          {t(mine ? 'next_version' : 'copy')}
        </ActButton>
      )}
      {copying && <CopyForm form={form} onClose={() => setCopying(false)} />}
    </>
  );
}

function CopyForm({ form, onClose }: { form: Form; onClose: () => void }) {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const copy = useAct(
    ({ title }: { title: string }, once) => api.POST('/api/forms', { body: { from: form.id, title }, ...once }),
    { silent: true, refresh: stale, done: t('copied'), after: ({ id }) => navigate(paths.form(id)) },
  );
  return (
    <FormModal<{ title: string }, { id: string; edited: number }>
      open
      onClose={onClose}
      title={t(form.mine ? 'next_version' : 'copy')}
      intro={t('copy_intro')}
      initial={{ title: form.title }}
      act={copy}
    >
      <Fields.Item name="title" label={t('form_title')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={300} />
      </Fields.Item>
    </FormModal>
  );
}
