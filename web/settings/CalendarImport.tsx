import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceFor } from '#domain/sentences.ts';
import { sendFile } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { dayLabel } from '../ui/DayText.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { UploadDrop } from '../ui/UploadDrop.tsx';
import type { Outcome } from './settings.ts';

const url = '/api/settings/calendar/import';

/** The yearly notice as a table: first what it says, then it counts. */
export function CalendarImport({ onClose, onDone }: { onClose: () => void; onDone: (year: number) => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const id = useId();
  const [source, setSource] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<Outcome | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const weigh = async (chosen: File, onProgress: (share: number) => void): Promise<void> => {
    setPreview(await sendFile<Outcome>(url, chosen, { fields: { dry_run: 'true', source }, onProgress }));
    setFile(chosen);
  };
  const run = async (): Promise<void> => {
    if (!file || busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const done = await sendFile<Outcome>(url, file, { fields: { dry_run: 'false', source } });
      message.success(t('settings.calendar_done', { added: done.added, changed: done.changed }));
      await client.invalidateQueries({ queryKey: ['settings'] });
      onClose();
      const first = done.days[0]?.day;
      if (first) onDone(Number(first.slice(0, 4)));
    } catch (error) {
      setProblem(sentenceOf(error, t));
    } finally {
      setBusy(false);
    }
  };
  const ready = preview !== null && preview.problems.length === 0 && preview.added + preview.changed > 0;
  return (
    <Modal
      open
      width={680}
      title={t('settings.calendar_import')}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('ui.cancel')}
        </Button>,
        <Button key="run" type="primary" disabled={!ready} loading={busy} onClick={() => void run()}>
          {t('settings.calendar_run')}
        </Button>,
      ]}
    >
      <div className="stack">
        <p>{t('settings.calendar_how')}</p>
        <div>
          <label htmlFor={id}>{t('settings.calendar_source')}</label>
          <Input
            id={id}
            value={source}
            maxLength={500}
            placeholder="https://"
            onChange={({ target }) => setSource(target.value)}
          />
        </div>
        <UploadDrop kinds={['.xlsx', '.csv']} send={weigh} />
        {preview && <Preview outcome={preview} />}
        {problem && <Alert type="error" showIcon role="alert" title={problem} />}
      </div>
    </Modal>
  );
}

function Preview({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = {
    add: t('settings.outcome_add'),
    change: t('settings.outcome_change'),
    same: t('settings.outcome_same'),
  };
  return (
    <section aria-label={t('settings.calendar_preview')} className="stack">
      <p role="status">
        {t('settings.calendar_counts', {
          added: outcome.added,
          changed: outcome.changed,
          same: outcome.same,
          problems: outcome.problems.length,
        })}
      </p>
      {outcome.problems.length > 0 && (
        <ul className="problem-list">
          {outcome.problems.map((one) => (
            <li key={`${one.row}-${one.reason}-${Object.values(one.facts).join()}`}>
              {one.row > 0 && t('settings.row_of', { row: one.row })} {sentenceFor(one.reason, one.facts, language)}
            </li>
          ))}
        </ul>
      )}
      <div className="preview-days">
        {outcome.days.map(({ day, kind, name, outcome: what }) => (
          <div key={day} className="row">
            <span>{dayLabel(day, language)}</span>
            <Tag tone={kind === 'holiday' ? 'good' : 'warn'}>
              {t(kind === 'holiday' ? 'settings.day_off' : 'settings.day_on')}
            </Tag>
            <span>{name}</span>
            <span className="muted">{words[what]}</span>
          </div>
        ))}
      </div>
    </section>
  );
}
