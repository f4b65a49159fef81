import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tableHeads } from '#domain/organisations/table.ts';
import { sentenceFor } from '#domain/sentences.ts';
import { sendFile } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { Tag, type Tone } from '../ui/StateTag.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { UploadDrop } from '../ui/UploadDrop.tsx';
import type { Outcome } from './organisations.ts';
import './organisations.css';

type Duplicates = 'skip' | 'update';

/** A table comes in: first what would happen, row by row; then all of it, or nothing. */
export function ImportWindow({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [duplicates, setDuplicates] = useState<Duplicates>('skip');
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<Outcome | null>(null);
  const weigh = async (chosen: File, how: Duplicates, onProgress?: (share: number) => void): Promise<void> => {
    const fields = { dry_run: 'true', duplicates: how };
    setPreview(
      await sendFile<Outcome>('/api/organisations/import', chosen, { fields, ...(onProgress ? { onProgress } : {}) }),
    );
    setFile(chosen);
  };
  const run = useImport({ file, duplicates, onClose });
  const again = (how: Duplicates): void => {
    setDuplicates(how);
    if (file) void weigh(file, how).catch(run.fail);
  };
  const ready = preview !== null && preview.problems_total === 0 && preview.added + preview.updated > 0;
  return (
    <Modal
      open
      width={760}
      title={t('organisations.import_title')}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('ui.cancel')}
        </Button>,
        <Button key="run" type="primary" disabled={!ready} loading={run.busy} onClick={() => void run.send()}>
          {preview
            ? t('organisations.import_run', { count: preview.added + preview.updated })
            : t('organisations.import')}
        </Button>,
      ]}
    >
      <div className="stack">
        <p>
          {t('organisations.import_how', {
            heads: Object.values(tableHeads)
              .map(([head]) => head)
              .join(t('ui.comma')),
          })}
        </p>
        <div>
          <div id="duplicates">{t('organisations.duplicates')}</div>
          <Radio.Group
            aria-labelledby="duplicates"
            value={duplicates}
            onChange={({ target }) => again(target.value)}
            options={[
              { value: 'skip', label: t('organisations.duplicates_skip') },
              { value: 'update', label: t('organisations.duplicates_update') },
            ]}
          />
        </div>
        <UploadDrop kinds={['.xlsx', '.csv']} send={(chosen, onProgress) => weigh(chosen, duplicates, onProgress)} />
        {preview && file && <Preview outcome={preview} name={file.name} />}
        {run.problem && <Alert type="error" showIcon role="alert" title={run.problem} />}
      </div>
    </Modal>
  );
}

function useImport({ file, duplicates, onClose }: { file: File | null; duplicates: Duplicates; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const fail = (error: unknown): void => setProblem(sentenceOf(error, t));
  const send = async (): Promise<void> => {
    if (!file || busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const done = await sendFile<Outcome>('/api/organisations/import', file, {
        fields: { dry_run: 'false', duplicates },
      });
      message.success(t('organisations.imported', { added: done.added, updated: done.updated, skipped: done.skipped }));
      await client.invalidateQueries({ queryKey: ['organisations'] });
      onClose();
    } catch (error) {
      fail(error);
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, fail, send };
}

const tones: Readonly<Record<string, Tone>> = { add: 'good', update: 'busy', skip: 'plain', problem: 'bad' };
const mostShown = 50;

function Preview({ outcome, name }: { outcome: Outcome; name: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words: Readonly<Record<string, string>> = {
    add: t('organisations.outcome_add'),
    update: t('organisations.outcome_update'),
    skip: t('organisations.outcome_skip'),
    problem: t('organisations.outcome_problem'),
  };
  const ignored = outcome.columns.filter(({ field }) => field === null).map(({ head }) => head);
  const wrong = new Map(outcome.problems.map((one) => [one.row, sentenceFor(one.reason, one.facts, language)]));
  const shown = (
    outcome.problems_total > 0 ? outcome.preview.filter(({ row }) => wrong.has(row)) : outcome.preview
  ).slice(0, mostShown);
  return (
    <section aria-label={t('organisations.preview')} className="stack">
      <p role="status">
        <strong>{name}</strong>{' '}
        {t('organisations.preview_counts', {
          total: outcome.total,
          added: outcome.added,
          updated: outcome.updated,
          skipped: outcome.skipped,
          problems: outcome.problems_total,
        })}
      </p>
      {ignored.length > 0 && (
        <p className="muted">{t('organisations.columns_ignored', { heads: ignored.join(t('ui.comma')) })}</p>
      )}
      {outcome.problems_total > 0 && <Alert type="warning" showIcon title={t('organisations.problems_first')} />}
      <div className="preview-table">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('organisations.row')}</th>
              <th scope="col">{t('organisations.name')}</th>
              <th scope="col">{t('organisations.division')}</th>
              <th scope="col">{t('organisations.outcome')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <tr key={one.row}>
                <td>{one.row}</td>
                <td>{one.name}</td>
                <td>{one.division}</td>
                <td>
                  <Tag tone={tones[one.outcome] ?? 'plain'}>{words[one.outcome] ?? one.outcome}</Tag>{' '}
                  {wrong.get(one.row)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ShownOf shown={shown.length} total={outcome.problems_total > 0 ? outcome.problems_total : outcome.total} />
    </section>
  );
}

function ShownOf({ shown, total }: { shown: number; total: number }) {
  const { t } = useTranslation();
  return shown < total ? <p className="muted">{t('organisations.preview_shown', { shown, total })}</p> : null;
}
