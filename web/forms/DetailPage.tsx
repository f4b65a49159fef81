import { useQuery } from '@tanstack/react-query';
import { Alert, Tabs } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { EvidenceOfRow } from '../EvidenceOfRow.tsx';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { StateTag, Tag } from '../ui/StateTag.tsx';
import { Acts } from './Acts.tsx';
import { Editor } from './Editor.tsx';
import { type Form, loadForm } from './forms.ts';
import { Preview } from './Preview.tsx';
import { Problems } from './Problems.tsx';
import { Scoring } from './Scoring.tsx';
import { texts } from './texts.ts';
import './forms.css';

/** One form: its questions, its scoring, how it looks to whoever fills it; a draft of mine can be changed. */
export function DetailPage() {
  const { id = '' } = useParams();
  const labels = useLabels();
  const form = useQuery({ queryKey: ['forms', id], queryFn: () => loadForm(id) });
  if (form.error) return <Failed page={labels.noun('forms')} error={form.error} retry={() => void form.refetch()} />;
  if (!form.data) return <Loading />;
  return <Shown key={`${form.data.id}-${form.data.edited}`} form={form.data} />;
}

function Shown({ form }: { form: Form }) {
  const t = useTexts(texts);
  const labels = useLabels();
  const [title, setTitle] = useState(form.title);
  const [content, setContent] = useState(form.content);
  const editable = form.mine && form.state === 'draft';
  const dirty = title !== form.title || content !== form.content;
  const owner = form.organisation_name ?? t('product');
  const change = editable ? setContent : null;
  return (
    <>
      <PageHead
        title={form.title}
        parents={[{ title: labels.noun('forms'), path: paths.forms }]}
        tags={
          <>
            <StateTag state={form.state} />
            <Tag>{t('version_no', { version: form.version })}</Tag>
          </>
        }
        purpose={owner}
        secondary={<Acts form={form} title={title} content={content} dirty={dirty} />}
      />
      <div className="stack">
        {editable ? (
          <Problems content={content} />
        ) : (
          <Alert type="info" showIcon title={form.mine ? t('frozen') : t('of_others', { owner })} />
        )}
        <Tabs
          items={[
            {
              key: 'form',
              label: t('tab_form'),
              children: (
                <Editor title={title} onTitle={editable ? setTitle : null} content={content} onChange={change} />
              ),
            },
            { key: 'scoring', label: t('tab_scoring'), children: <Scoring content={content} onChange={change} /> },
            { key: 'preview', label: t('tab_preview'), children: <Preview content={content} /> },
          ]}
        />
        <EvidenceOfRow noun="form" row={form.id} />
      </div>
    </>
  );
}
