import { useQuery } from '@tanstack/react-query';
import { Alert, Form, Input, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { fillTemplate } from '#papers/fill.ts';
import { notesOf } from '#papers/notes.ts';
import { parseTemplate } from '#papers/template.ts';
import { api } from '../api.ts';
import { useLabels, useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { Failed } from '../ui/Failed.tsx';
import { FormModal } from '../ui/FormModal.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { useAct } from '../ui/useAct.ts';
import { Basis } from './Basis.tsx';
import {
  ruleValues,
  type Size,
  sizeKeys,
  stale,
  type TemplateDetail,
  templateQuery,
  useWords,
  valuesOf,
} from './documents.ts';
import { PaperView } from './PaperView.tsx';
import { texts } from './texts.ts';
import './documents.css';

/** One text of the library as it would read for my firm, in each size, with its basis. */
export function TemplatePage() {
  const { key = '' } = useParams();
  const [params] = useSearchParams();
  const member = params.get('member');
  const say = useTexts(texts);
  const template = useQuery(templateQuery(key, member));
  if (template.error)
    return <Failed page={say('library')} error={template.error} retry={() => void template.refetch()} />;
  if (!template.data) return <Loading />;
  return <Shown key={key} detail={template.data} member={member} />;
}

function Shown({ detail, member }: { detail: TemplateDetail; member: string | null }) {
  const say = useTexts(texts);
  const words = useWords();
  const labels = useLabels();
  const may = useMay();
  const language = useLanguage();
  const [size, setSize] = useState<Size>(detail.size);
  const [drafting, setDrafting] = useState(false);
  const template = useMemo(() => parseTemplate(detail.text), [detail.text]);
  const paper = fillTemplate(template, {
    size,
    values: valuesOf(detail.prefilled),
    rules: ruleValues(detail.numbers),
    notes: notesOf(detail.basis, { title: template.title.zh, version: template.version, rulesOn: '' }).slice(0, 1),
  });
  const up = may('document.list') ? [{ title: labels.noun('documents'), path: paths.documents }] : [];
  return (
    <>
      <PageHead
        title={words.pair(detail.title)}
        tags={<Tag>{words.kind(detail.kind)}</Tag>}
        purpose={words.pair(detail.summary)}
        parents={[...up, { title: say('library'), path: paths.documentLibrary }]}
        {...(may('document.prepare')
          ? {
              primary: (
                <ActButton type="primary" act="document.prepare" onClick={() => setDrafting(true)}>
                  {detail.mine > 0 ? say('prepare_again') : say('prepare')}
                </ActButton>
              ),
            }
          : {})}
      />
      <div className="stack">
        {language === 'en' && <Alert type="info" showIcon title={say('legal_text')} />}
        <div className="row">
          <label htmlFor="template-size">{say('size')}</label>
          <Select<Size>
            id="template-size"
            value={size}
            onChange={setSize}
            options={sizeKeys.map((value) => ({ value, label: words.size(value) }))}
          />
          {detail.mine > 0 && <span className="muted">{say('mine', { count: detail.mine })}</span>}
        </div>
        <PaperView paper={paper} label={say('preview')} />
        <Basis basis={detail.basis} numbers={detail.numbers} />
      </div>
      {drafting && <PrepareForm {...{ detail, member, size }} onClose={() => setDrafting(false)} />}
    </>
  );
}

type Prepared = { label?: string };

type PrepareProps = { detail: TemplateDetail; member: string | null; size: Size; onClose: () => void };

function PrepareForm({ detail, member, size, onClose }: PrepareProps) {
  const say = useTexts(texts);
  const words = useWords();
  const navigate = useNavigate();
  const { person } = detail.prefilled;
  const act = useAct(
    ({ label }: Prepared, once) =>
      api.POST('/api/documents/prepare', {
        body: { template: detail.key, size, ...(member ? { member } : {}), ...(label?.trim() ? { label } : {}) },
        ...once,
      }),
    { silent: true, refresh: stale, done: say('prepared'), after: ({ id }) => navigate(paths.document(id)) },
  );
  return (
    <FormModal<Prepared, unknown>
      open
      onClose={onClose}
      title={say('prepare')}
      intro={words.pair(detail.title)}
      act={act}
      // A paper about one person is told from the others by the name.
      initial={{ label: member && typeof person === 'string' ? person : '' }}
    >
      <Form.Item name="label" label={say('label')} extra={say('label_hint')}>
        <Input maxLength={100} autoFocus />
      </Form.Item>
    </FormModal>
  );
}
