import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { documentStates } from '#domain/documents/states.ts';
import { api } from '../api.ts';
import { EvidenceMarkOf } from '../EvidenceMark.tsx';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { DayText } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { ReasonModal } from '../ui/ReasonModal.tsx';
import { StateTag } from '../ui/StateTag.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { useAct } from '../ui/useAct.ts';
import { Adoption } from './Adoption.tsx';
import { Basis } from './Basis.tsx';
import { type Document, documentQuery, stale, useWords } from './documents.ts';
import { texts } from './texts.ts';
import { Workbench } from './Workbench.tsx';
import './documents.css';

/** One document: filling in beside the live text, the steps of its adoption, its basis. */
export function DetailPage() {
  const { id = '' } = useParams();
  const labels = useLabels();
  const document = useQuery(documentQuery(id));
  if (document.error)
    return <Failed page={labels.noun('documents')} error={document.error} retry={() => void document.refetch()} />;
  if (!document.data) return <Loading />;
  return <Shown key={id} document={document.data} />;
}

function Shown({ document }: { document: Document }) {
  const labels = useLabels();
  const may = useMay();
  const [dirty, setDirty] = useState(false);
  const { title, label, state } = document;
  return (
    <>
      <PageHead
        title={label ? `${title}（${label}）` : title}
        tags={<StateTag state={state} />}
        parents={[{ title: labels.noun('documents'), path: paths.documents }]}
        secondary={<Acts document={document} />}
      />
      <div className="stack">
        <Notices document={document} />
        <Workbench document={document} onDirty={setDirty} />
        {may('document.adopt') && <Adoption document={document} dirty={dirty} />}
        <About document={document} />
        <Basis basis={document.basis} numbers={document.numbers} rulesOn={document.rules_on} />
      </div>
    </>
  );
}

function Acts({ document }: { document: Document }) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const { message } = App.useApp();
  const may = useMay();
  const navigate = useNavigate();
  const [discarding, setDiscarding] = useState(false);
  const { id, version, state, title } = document;
  const machine = { table: documentStates, state };
  const path = { path: { id } };
  const replace = useAct(
    (_: object, once) => api.POST('/api/documents/{id}/replace', { params: path, body: { version }, ...once }),
    { refresh: stale, done: say('replaced'), after: (next) => navigate(paths.document(next.id)) },
  );
  const discard = useAct(
    ({ reason }: { reason: string }, once) =>
      api.POST('/api/documents/{id}/discard', { params: path, body: { version, reason }, ...once }),
    { silent: true, refresh: stale },
  );
  const fetchPaper = () =>
    download(`/api/documents/${id}/paper.docx`).catch((error: unknown) => {
      message.error(sentenceOf(error, t));
    });
  const over = state === 'replaced' || state === 'discarded';
  return (
    <>
      {may('document.discard') && !over && (
        <ActButton danger act="document.discard" machine={machine} onClick={() => setDiscarding(true)} />
      )}
      {may('document.replace') && state === 'in_force' && (
        <ActButton
          act="document.replace"
          machine={machine}
          reason={document.replaced_by ? say('newer') : null}
          loading={replace.busy}
          onClick={() => void replace.run({})}
        >
          {say('replace')}
        </ActButton>
      )}
      <Button type="primary" onClick={() => void fetchPaper()}>
        {say('download')}
      </Button>
      {discarding && (
        <ReasonModal
          open
          danger
          onClose={() => setDiscarding(false)}
          title={say('discard_title', { title })}
          submitLabel={say('discard')}
          act={discard}
        />
      )}
    </>
  );
}

function Notices({ document }: { document: Document }) {
  const { touched, replaced_by, own_file, file_name, newest_template, template_version, state } = document;
  const say = useTexts(texts);
  const words = useWords();
  const what = touched
    .map((one) => say('touched_number', { name: words.pair(one), was: one.was, now: one.now }))
    .join('；');
  return (
    <>
      {touched.length > 0 && (
        <Alert type="warning" showIcon title={say('touched_one', { what })} description={say('touched_cure')} />
      )}
      {state === 'in_force' && newest_template !== null && newest_template > template_version && (
        <Alert
          type="info"
          showIcon
          title={say('newest', { version: newest_template })}
          description={say('newest_why')}
        />
      )}
      {replaced_by && (
        <Alert
          type="info"
          showIcon
          title={say('newer')}
          action={<Link to={paths.document(replaced_by)}>{say('open')}</Link>}
        />
      )}
      {own_file && <Alert type="info" showIcon title={say('own_file', { name: file_name ?? '' })} />}
    </>
  );
}

function About({ document }: { document: Document }) {
  const say = useTexts(texts);
  const words = useWords();
  const { kind, size, adopted_on, review_on, sha256, deposit, reason, replaces } = document;
  return (
    <section className="card" aria-label={say('about')}>
      <dl className="facts">
        <dt>{say('kind')}</dt>
        <dd>
          {words.kind(kind)} · {words.size(size)}
        </dd>
        {adopted_on && (
          <>
            <dt>{say('adopted_at')}</dt>
            <dd>
              <DayText day={adopted_on} /> {deposit && <EvidenceMarkOf id={deposit} />}
            </dd>
          </>
        )}
        {review_on && (
          <>
            <dt>{say('review')}</dt>
            <dd>
              <DayText day={review_on} />
            </dd>
          </>
        )}
        {sha256 && (
          <>
            <dt>{say('digest')}</dt>
            <dd className="document-digest">
              <code>{sha256}</code>
            </dd>
          </>
        )}
        {reason && (
          <>
            <dt>{say('reason')}</dt>
            <dd>{reason}</dd>
          </>
        )}
        {replaces && (
          <>
            <dt>{say('older')}</dt>
            <dd>
              <Link to={paths.document(replaces)}>{say('open')}</Link>
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}
