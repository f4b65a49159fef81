import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Select } from 'antd';
import { useDeferredValue, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fillTemplate } from '#papers/fill.ts';
import { notesOf } from '#papers/notes.ts';
import { parseTemplate } from '#papers/template.ts';
import type { Row } from '#papers/template-inline.ts';
import { api, sendFile } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { sentenceOfProblem } from '../ui/sentenceOf.ts';
import { UploadDrop } from '../ui/UploadDrop.tsx';
import { useAct } from '../ui/useAct.ts';
import {
  type Document,
  documentQuery,
  ruleValues,
  type Size,
  sizeKeys,
  stale,
  useWords,
  valuesOf,
} from './documents.ts';
import { FieldInputs } from './FieldInputs.tsx';
import { PaperView } from './PaperView.tsx';
import { texts } from './texts.ts';

type Draft = { size: Size; label: string; fields: Document['fields'] };
type Props = { document: Document; onDirty: (dirty: boolean) => void };

/** Filling in beside the live text; when the document can no longer be changed, the text alone. */
export function Workbench({ document, onDirty }: Props) {
  const say = useTexts(texts);
  const [draft, setDraft] = useState<Draft | null>(null);
  const kept = { size: document.size, label: document.label ?? '', fields: document.fields };
  const now = draft ?? kept;
  const shown = useDeferredValue(now);
  const template = useMemo(() => (document.text === '' ? null : parseTemplate(document.text)), [document.text]);
  const change = (next: Draft | null): void => {
    setDraft(next);
    onDirty(next !== null);
  };
  if (!template) return null;
  const paper = fillTemplate(template, {
    size: shown.size,
    values: valuesOf(shown.fields),
    rules: ruleValues(document.numbers),
    notes: notesOf(document.basis, {
      title: template.title.zh,
      version: document.template_version,
      rulesOn: document.rules_on,
    }),
  });
  const view = (
    <div>
      <h2>{document.may_change ? say('preview') : say('text')}</h2>
      <p className="muted">{say('preview_hint')}</p>
      <PaperView paper={paper} label={say('preview')} />
    </div>
  );
  if (!document.may_change) return <div className="document-work document-alone">{view}</div>;
  return (
    <div className="document-work">
      <section className="card" aria-label={say('fields')}>
        <h2>{say('fields')}</h2>
        <Filling {...{ document, now, change }} dirty={draft !== null} />
      </section>
      {view}
    </div>
  );
}

type FillingProps = { document: Document; now: Draft; dirty: boolean; change: (next: Draft | null) => void };

function Filling({ document, now, dirty, change }: FillingProps) {
  const say = useTexts(texts);
  const words = useWords();
  const id = useId();
  const template = useMemo(() => parseTemplate(document.text), [document.text]);
  const set = (key: string, value: string | readonly Row[]): void =>
    // Rows are copied: the answer's type knows no readonly list.
    change({
      ...now,
      fields: { ...now.fields, [key]: typeof value === 'string' ? value : value.map((row) => ({ ...row })) },
    });
  return (
    <>
      <p className="muted">{say('fields_hint')}</p>
      <div className="document-fields">
        <div className="document-field">
          <label htmlFor={`${id}size`}>{say('size')}</label>
          <Select<Size>
            id={`${id}size`}
            value={now.size}
            onChange={(size) => change({ ...now, size })}
            options={sizeKeys.map((value) => ({ value, label: words.size(value) }))}
          />
        </div>
        <div className="document-field">
          <label htmlFor={`${id}label`}>{say('label')}</label>
          <Input
            id={`${id}label`}
            maxLength={100}
            placeholder={say('label_hint')}
            value={now.label}
            onChange={({ target }) => change({ ...now, label: target.value })}
          />
        </div>
        <FieldInputs fields={template.fields} values={valuesOf(now.fields)} change={set} />
      </div>
      <Saving {...{ document, now, dirty, change }} />
      <Attaching document={document} />
    </>
  );
}

function Saving({ document: { id, version, unfilled }, now, dirty, change }: FillingProps) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const client = useQueryClient();
  const act = useAct(
    ({ size, label, fields }: Draft, once) =>
      api.POST('/api/documents/{id}/edit', {
        params: { path: { id } },
        body: { version, size, label: label.trim() || null, fields },
        ...once,
      }),
    { silent: true, done: say('saved'), refresh: stale },
  );
  const save = async (): Promise<void> => {
    if ((await act.run(now)) === undefined) return;
    await client.refetchQueries({ queryKey: documentQuery(id).queryKey });
    change(null);
  };
  const load = async (): Promise<void> => {
    act.clear();
    await client.refetchQueries({ queryKey: documentQuery(id).queryKey });
    change(null);
  };
  return (
    <div className="document-save">
      {act.problem?.reason === 'changed_meanwhile' ? (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={say('changed')}
          action={<Button onClick={() => void load()}>{say('load_newest')}</Button>}
        />
      ) : (
        act.problem && <Alert type="error" showIcon role="alert" title={sentenceOfProblem(act.problem, t)} />
      )}
      <div className="row">
        <ActButton
          type="primary"
          act="document.edit"
          reason={dirty ? null : say('all_saved')}
          loading={act.busy}
          onClick={() => void save()}
        >
          {say('save')}
        </ActButton>
        <span className="muted" role="status">
          {dirty ? say('unsaved') : unfilled > 0 ? say('unfilled', { count: unfilled }) : say('all_saved')}
        </span>
      </div>
    </div>
  );
}

function Attaching({ document: { id, version } }: { document: Document }) {
  const say = useTexts(texts);
  const client = useQueryClient();
  const send = async (file: File, onProgress: (share: number) => void): Promise<void> => {
    await sendFile(`/api/documents/${id}/attach`, file, { fields: { version: String(version) }, onProgress });
    await client.invalidateQueries({ queryKey: ['documents'] });
  };
  return (
    <details>
      <summary>{say('attach')}</summary>
      <p className="muted">{say('attach_why')}</p>
      <UploadDrop kinds={['.docx']} send={send} />
    </details>
  );
}
