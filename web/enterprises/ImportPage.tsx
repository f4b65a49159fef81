import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Steps } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { sentenceFor } from '#domain/sentences.ts';
import { api, sendFile } from '../api.ts';
import { useLabels, useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { InstantText } from '../ui/DayText.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Tag, type Tone } from '../ui/StateTag.tsx';
import { UploadDrop } from '../ui/UploadDrop.tsx';
import { useAct } from '../ui/useAct.ts';
import { CheckStep, ProblemsButton } from './CheckStep.tsx';
import { type Import, importQuery, importsQuery } from './enterprises.ts';
import { MapStep } from './MapStep.tsx';
import { texts } from './texts.ts';
import './enterprises.css';

const over = ['done', 'failed', 'cancelled'];

/** A table comes in, step by step. Leaving the page loses nothing: the table under way is found again. */
export function ImportPage() {
  const tx = useTexts(texts);
  const labels = useLabels();
  const [params, setParams] = useSearchParams();
  const imports = useQuery(importsQuery);
  const [again, setAgain] = useState(false);
  const open = imports.data?.rows.find(({ state }) => !over.includes(state));
  const id = open?.id ?? (again ? null : params.get('import'));
  const begun = (fresh: string) => {
    setAgain(false);
    setParams({ import: fresh }, { replace: true });
  };
  return (
    <>
      <PageHead
        title={tx('import_title')}
        purpose={tx('import_purpose')}
        parents={[{ title: labels.noun('enterprises'), path: paths.enterprises }]}
      />
      {imports.error ? <Failed error={imports.error} retry={() => void imports.refetch()} /> : null}
      {!imports.data && !imports.error && <Loading />}
      {imports.data && (
        <div className="stack">
          {id ? <Running key={id} id={id} onAgain={() => setAgain(true)} /> : <FileStep onBegun={begun} />}
          <History rows={imports.data.rows.filter(({ state }) => over.includes(state))} />
        </div>
      )}
    </>
  );
}

function FileStep({ onBegun }: { onBegun: (id: string) => void }) {
  const tx = useTexts(texts);
  const client = useQueryClient();
  const send = async (file: File, onProgress: (share: number) => void) => {
    const { id } = await sendFile<{ id: string }>('/api/enterprises/import', file, { onProgress });
    onBegun(id);
    await client.invalidateQueries({ queryKey: ['enterprises', 'imports'] });
  };
  return (
    <section className="card" aria-label={tx('step_file')}>
      <UploadDrop kinds={['.xlsx', '.csv']} send={send} />
    </section>
  );
}

const stepOf: Readonly<Record<string, number>> = {
  arriving: 0,
  arrived: 1,
  checking: 2,
  checked: 2,
  applying: 3,
  done: 3,
};

function Running({ id, onAgain }: { id: string; onAgain: () => void }) {
  const tx = useTexts(texts);
  const found = useQuery(importQuery(id));
  const [remap, setRemap] = useState(false);
  if (found.error) return <Failed error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const table = found.data;
  const { state } = table;
  const mapping = state === 'arrived' || (state === 'checked' && remap);
  return (
    <section className="card stack" aria-label={table.file_name}>
      <Steps
        size="small"
        responsive
        current={mapping ? 1 : (stepOf[state] ?? 3)}
        status={state === 'failed' || state === 'cancelled' ? 'error' : state === 'done' ? 'finish' : 'process'}
        items={[tx('step_file'), tx('step_map'), tx('step_check'), tx('step_done')].map((title) => ({ title }))}
      />
      {['arriving', 'checking', 'applying'].includes(state) && <Moving table={table} />}
      {mapping && <MapStep table={table} onMapped={() => setRemap(false)} />}
      {state === 'checked' && !remap && <CheckStep table={table} onRemap={() => setRemap(true)} />}
      {over.includes(state) && <Over table={table} onAgain={onAgain} />}
      {!over.includes(state) && <CancelButton id={id} onCancelled={onAgain} />}
    </section>
  );
}

/** How far the system is with the present step. */
function Moving({ table: { state, done, total, rows, file_name } }: { table: Import }) {
  const tx = useTexts(texts);
  const words =
    state === 'arriving'
      ? tx('arriving', { name: file_name, rows })
      : tx(state === 'checking' ? 'checking' : 'applying', { done, total });
  return (
    <div className="import-progress" role="status">
      <p>{words}</p>
      <progress max={Math.max(1, total)} value={Math.min(done, total)} aria-label={words} />
      <p className="muted">{tx('leave_page')}</p>
    </div>
  );
}

function Over({ table, onAgain }: { table: Import; onAgain: () => void }) {
  const tx = useTexts(texts);
  const language = useLanguage();
  const { state, added, updated, skipped, problems, reason, facts, id } = table;
  return (
    <>
      {state === 'done' && (
        <Alert type="success" showIcon role="status" title={tx('done', { added, updated, skipped })} />
      )}
      {state === 'done' && problems > 0 && (
        <Alert
          type="warning"
          showIcon
          title={tx('problems_some', { count: problems })}
          action={<ProblemsButton id={id} />}
        />
      )}
      {state === 'cancelled' && <Alert type="info" showIcon role="status" title={tx('cancelled_now')} />}
      {state === 'failed' && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={tx('failed', { why: sentenceFor(reason ?? 'bug', facts, language) })}
        />
      )}
      <div className="row">
        <Button onClick={onAgain}>{tx('again')}</Button>
        <Link to={paths.enterprises}>{tx('to_list')}</Link>
      </div>
    </>
  );
}

function CancelButton({ id, onCancelled }: { id: string; onCancelled: () => void }) {
  const tx = useTexts(texts);
  const cancel = useAct(
    (one: string) => api.POST('/api/enterprises/imports/{id}/cancel', { params: { path: { id: one } } }),
    { done: tx('cancelled_now'), refresh: ['enterprises'], after: onCancelled },
  );
  return (
    <div>
      <Button danger loading={cancel.busy} onClick={() => void cancel.run(id)}>
        {tx('cancel')}
      </Button>
    </div>
  );
}

type Row = Pick<Import, 'id' | 'file_name' | 'state' | 'created_at' | 'added' | 'updated' | 'problems' | 'skipped'>;

const tones: Readonly<Record<string, Tone>> = { done: 'good', failed: 'bad' };

function History({ rows }: { rows: readonly Row[] }) {
  const tx = useTexts(texts);
  const words: Readonly<Record<string, string>> = {
    done: tx('state_done'),
    failed: tx('state_failed'),
    cancelled: tx('state_cancelled'),
  };
  return (
    <section className="card" aria-labelledby="import-history">
      <h2 id="import-history">{tx('history')}</h2>
      {rows.length === 0 && <p className="muted">{tx('history_none')}</p>}
      <ul className="plain-list firm-rows">
        {rows.map(({ id, file_name, state, created_at, ...counts }) => (
          <li key={id} className="row">
            <span>{file_name}</span>
            <Tag tone={tones[state] ?? 'plain'}>{words[state] ?? tx('state_open')}</Tag>
            <span className="muted">
              <InstantText at={created_at} />
            </span>
            {state === 'done' && <span className="muted">{tx('counts', counts)}</span>}
            {state === 'done' && counts.problems > 0 && <ProblemsButton id={id} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
