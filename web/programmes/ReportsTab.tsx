import { useQuery } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { reportStates } from '#domain/reports/states.ts';
import { api, read, sendFile } from '../api.ts';
import { EvidenceOfRow } from '../EvidenceOfRow.tsx';
import { ActButton } from '../ui/ActButton.tsx';
import { DayText, InstantText } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import { Empty } from '../ui/Empty.tsx';
import { Failed } from '../ui/Failed.tsx';
import { FormModal } from '../ui/FormModal.tsx';
import { Loading } from '../ui/Loading.tsx';
import { StateTag, Tag } from '../ui/StateTag.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { UploadDrop } from '../ui/UploadDrop.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWanted } from '../ui/useWanted.ts';
import type { Programme } from './load.ts';

const loadReports = (programme: string) =>
  read(api.GET('/api/reports', { params: { query: { programme, size: 200 } } }));

type Report = Awaited<ReturnType<typeof loadReports>>['rows'][number];

/** The reports owed on yearly dates, and what was sent. */
export function ReportsTab({ programme }: { programme: Programme }) {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const [row] = useState(params.get('row'));
  const wanted = useWanted(['submit']) !== null;
  const [sending, setSending] = useState<Report | null | undefined>(undefined);
  const reports = useQuery({ queryKey: ['reports', programme.id], queryFn: () => loadReports(programme.id) });
  const asked = wanted ? reports.data?.rows.find(({ id, may_submit }) => id === row && may_submit) : undefined;
  // The form that the home page asked for is open until it is closed or another is chosen.
  const open = sending === undefined ? asked : sending;
  if (reports.error) return <Failed error={reports.error} retry={() => void reports.refetch()} />;
  if (!reports.data) return <Loading />;
  const shown = reports.data.rows.filter((report) => report.state !== 'cancelled');
  if (shown.length === 0)
    return (
      <div className="card">
        <Empty title={t('programmes.reports_none')} text={t('programmes.reports_none_why')} />
      </div>
    );
  return (
    <div className="card">
      <ul className="plain-list version-list">
        {shown.map((report) => (
          <li key={report.id}>
            <ReportLine report={report} onSend={() => setSending(report)} />
          </li>
        ))}
      </ul>
      {open && <SubmitForm report={open} onClose={() => setSending(null)} />}
    </div>
  );
}

function ReportLine({ report, onSend }: { report: Report; onSend: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { due_on, receivers, state, late, submitted_at, note, files, may_submit } = report;
  return (
    <>
      <div>
        <div className="row">
          <strong>
            <DayText day={due_on} due settled={state !== 'due'} />
          </strong>
          <StateTag state={state} />
          {late && state === 'submitted' && <Tag tone="bad">{t('programmes.report_late')}</Tag>}
        </div>
        <div className="muted">
          {receivers.length > 0
            ? t('programmes.report_to', { receivers: receivers.join('、') })
            : t('programmes.report_to_none')}
        </div>
        {submitted_at && (
          <div className="muted">
            {t('programmes.report_sent')} <InstantText at={submitted_at} /> {report.submitted_by_name}
          </div>
        )}
        {note && <p>{note}</p>}
        {files.map((file) => (
          <Button
            key={file.id}
            size="small"
            type="link"
            onClick={() =>
              void download(`/api/files/${file.id}/content`).catch((error: unknown) =>
                message.error(sentenceOf(error, t)),
              )
            }
          >
            {file.name}
          </Button>
        ))}
        {state === 'submitted' && <EvidenceOfRow noun="report" row={report.id} plain />}
      </div>
      {state === 'due' && (
        <ActButton
          act="report.submit"
          machine={{ table: reportStates, state }}
          reason={may_submit ? null : t('programmes.report_not_yours')}
          onClick={onSend}
        />
      )}
    </>
  );
}

type Values = { note?: string; version: number };

function SubmitForm({ report, onClose }: { report: Report; onClose: () => void }) {
  const { t } = useTranslation();
  const [files, setFiles] = useState<{ id: string; name: string }[]>([]);
  const submit = useAct(
    ({ note, version }: Values, once) =>
      api.POST('/api/reports/{id}/submit', {
        params: { path: { id: report.id } },
        body: { version, file_ids: files.map(({ id }) => id), ...(note?.trim() ? { note: note.trim() } : {}) },
        ...once,
      }),
    { silent: true, refresh: ['reports', 'programmes', 'home'], done: t('programmes.report_done') },
  );
  const send = async (file: File, onProgress: (share: number) => void): Promise<void> => {
    const kept = await sendFile<{ id: string; name: string }>('/api/files', file, {
      onProgress,
      fields: { noun: 'report', row_id: report.id },
    });
    setFiles((before) => [...before, kept]);
  };
  return (
    <FormModal<Values, { id: string; version: number }>
      open
      onClose={onClose}
      title={t('programmes.report_submit')}
      intro={t('programmes.report_why', { receivers: report.receivers.join('、') || '—' })}
      initial={{ version: report.version }}
      act={submit}
    >
      <Form.Item name="note" label={t('programmes.report_note')}>
        <Input.TextArea rows={3} maxLength={5000} />
      </Form.Item>
      <UploadDrop send={send} label={t('programmes.report_files')} />
      {files.length > 0 && (
        <ul>
          {files.map((file) => (
            <li key={file.id}>{file.name}</li>
          ))}
        </ul>
      )}
    </FormModal>
  );
}
