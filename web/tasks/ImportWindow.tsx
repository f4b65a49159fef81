import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceFor } from '#domain/sentences.ts';
import type { paths as Api } from '../api.gen.ts';
import { sendFile } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { download } from '../ui/download.ts';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { UploadDrop } from '../ui/UploadDrop.tsx';
import { stale } from './tasks.ts';

type Answer = Api['/api/tasks/import']['post']['responses']['200']['content']['application/json'];

type Props = { programme: string; open: boolean; onClose: () => void };

/** Tasks from a workbook: choose the file, see what would happen row by row, then take all of it or nothing. */
export function ImportWindow({ programme, open, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [checked, setChecked] = useState<{ file: File; answer: Answer } | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = (file: File, dry: boolean, onProgress?: (share: number) => void) =>
    sendFile<Answer>('/api/tasks/import', file, {
      fields: { programme, dry_run: String(dry) },
      ...(onProgress ? { onProgress } : {}),
    });
  const close = () => {
    setChecked(null);
    setProblem(null);
    onClose();
  };
  const take = async () => {
    if (!checked) return;
    setBusy(true);
    setProblem(null);
    try {
      const { added, changed } = await send(checked.file, false);
      for (const key of stale) void client.invalidateQueries({ queryKey: [key] });
      message.success(t('tasks.imported', { added, changed }));
      close();
    } catch (error) {
      setProblem(sentenceOf(error, t));
    } finally {
      setBusy(false);
    }
  };
  const answer = checked?.answer;
  const nothing = answer !== undefined && (answer.errors.length > 0 || answer.added + answer.changed === 0);
  return (
    <Modal
      open={open}
      title={t('tasks.import')}
      width={860}
      onCancel={close}
      destroyOnHidden
      footer={[
        <Button key="cancel" onClick={close}>
          {t('ui.cancel')}
        </Button>,
        <Button key="take" type="primary" disabled={!checked || nothing} loading={busy} onClick={() => void take()}>
          {t('tasks.import_take')}
        </Button>,
      ]}
    >
      <p>{t('tasks.import_intro')}</p>
      <p>
        <Button onClick={() => void download(`/api/tasks/export.xlsx?programme=${programme}&mine=false`)}>
          {t('tasks.import_sheet')}
        </Button>
      </p>
      <UploadDrop
        kinds={['.xlsx', '.csv']}
        label={checked ? t('tasks.import_other', { name: checked.file.name }) : t('tasks.import_choose')}
        send={async (file, onProgress) => {
          setProblem(null);
          setChecked(null);
          setChecked({ file, answer: await send(file, true, onProgress) });
        }}
      />
      {problem && <Alert type="error" showIcon role="alert" title={problem} />}
      {answer && <Preview answer={answer} />}
    </Modal>
  );
}

/** How many rows, what is wrong where, and what every row would change. */
function Preview({ answer }: { answer: Answer }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { total, added, changed, same, errors, unresolved, ignored, rows } = answer;
  return (
    <div className="import-preview" role="status">
      <p>
        <strong>{t('tasks.import_counts', { total, added, changed, same })}</strong>
      </p>
      {ignored.length > 0 && <p className="muted">{t('tasks.import_ignored', { names: ignored.join('、') })}</p>}
      {unresolved.length > 0 && (
        <p className="warn">{t('tasks.import_unresolved', { names: unresolved.join('、') })}</p>
      )}
      {errors.length > 0 && (
        <>
          <Alert type="error" showIcon title={t('tasks.import_wrong', { count: errors.length })} />
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('tasks.line')}</th>
                <th scope="col">{t('tasks.column')}</th>
                <th scope="col">{t('tasks.mistake')}</th>
              </tr>
            </thead>
            <tbody>
              {errors.map(({ line, column, reason, detail }) => (
                <tr key={`${line}-${column}-${reason}`}>
                  <td>{line}</td>
                  <td>{column}</td>
                  <td>{sentenceFor(reason, detail, language)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {rows.length > 0 && <PreviewRows rows={rows} />}
    </div>
  );
}

function PreviewRows({ rows }: { rows: Answer['rows'] }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, 50);
  const names: Readonly<Record<string, string>> = {
    no: t('tasks.no'),
    text: t('tasks.text'),
    measure: t('tasks.measure'),
    phase: t('tasks.phase'),
    from_on: t('tasks.from_on'),
    due_on: t('tasks.due_on'),
    continuing: t('tasks.continuing'),
    lead: t('tasks.lead'),
    supporting: t('tasks.supporting'),
  };
  // A measure or phase comes as its id, which tells a person nothing: that it changes is enough.
  const change = (field: string, before: string, after: string): string =>
    field === 'measure' || field === 'phase'
      ? ''
      : `${before || t('ui.empty_value')} → ${after || t('ui.empty_value')}`;
  return (
    <>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('tasks.line')}</th>
            <th scope="col">{t('tasks.what')}</th>
            <th scope="col">{t('tasks.text')}</th>
            <th scope="col">{t('tasks.changes')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ line, act, text, changes }) => (
            <tr key={line}>
              <td>{line}</td>
              <td>{act === 'add' ? t('tasks.import_add') : t('tasks.import_change')}</td>
              <td>{text}</td>
              <td>
                {changes.map(({ field, before, after }) => (
                  <div key={field}>
                    {names[field] ?? field} {change(field, before, after)}
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown.length && (
        <Button onClick={() => setAll(true)}>{t('tasks.show_rest', { count: rows.length - shown.length })}</Button>
      )}
    </>
  );
}
