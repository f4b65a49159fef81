import { useQuery } from '@tanstack/react-query';
import { Alert, Tabs } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { EvidenceOfRow } from '../EvidenceOfRow.tsx';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { ConflictChoice } from '../ui/ConflictChoice.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { StateTag, Tag } from '../ui/StateTag.tsx';
import { Acts } from './Acts.tsx';
import { Editor } from './Editor.tsx';
import { changedItems, type Form, loadForm } from './forms.ts';
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
  return <Shown key={form.data.id} form={form.data} reload={() => void form.refetch()} />;
}

function Shown({ form, reload }: { form: Form; reload: () => void }) {
  const t = useTexts(texts);
  const labels = useLabels();
  // What the edits on this page rest on; they are never lost to what somebody else saves meanwhile.
  const [base, setBase] = useState(form);
  const [title, setTitle] = useState(form.title);
  const [content, setContent] = useState(form.content);
  const editable = form.mine && form.state === 'draft';
  const dirty = title !== base.title || content !== base.content;
  const overtaken = form.edited !== base.edited;
  const adopt = () => {
    setBase(form);
    setTitle(form.title);
    setContent(form.content);
  };
  if (overtaken && !dirty) adopt();
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
        secondary={
          <Acts
            form={{ ...form, edited: base.edited }}
            title={title}
            content={content}
            dirty={dirty}
            onSaved={(edited) => setBase({ ...base, title, content, edited })}
            onRefused={reload}
          />
        }
      />
      <div className="stack">
        {overtaken && dirty && (
          <ConflictChoice
            mine={{ title, items: changedItems(base.content, content) }}
            newest={{ title: form.title, items: changedItems(base.content, form.content) }}
            labels={{ title: t('form_title'), items: t('changed_items') }}
            onMine={() => setBase({ ...base, edited: form.edited })}
            onTheirs={adopt}
          />
        )}
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
