import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceFor } from '#domain/sentences.ts';
import type { paths as Paths } from '../api.gen.ts';
import { sendFile } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { download } from '../ui/download.ts';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { UploadDrop } from '../ui/UploadDrop.tsx';
import { texts } from './texts.ts';

type Outcome = Paths['/api/assessments/{id}/import']['post']['responses']['200']['content']['application/json'];

/** The form as a sheet: out, and back in after a look at what it would change. */
export function SheetCard({ assessment, draft }: { assessment: string; draft: boolean }) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const { message } = App.useApp();
  const get = () =>
    download(`/api/assessments/${assessment}/sheet.xlsx`).catch((error: unknown) => {
      message.error(sentenceOf(error, t));
    });
  return (
    <section className="card" aria-label={say('sheet')}>
      <h2>{say('sheet')}</h2>
      <p>{say('sheet_how')}</p>
      {draft ? (
        <>
          <div className="share-acts">
            <Button onClick={() => void get()}>{say('sheet_download')}</Button>
          </div>
          <TakeIn assessment={assessment} />
        </>
      ) : (
        <p className="muted">{say('only_draft')}</p>
      )}
    </section>
  );
}

function TakeIn({ assessment }: { assessment: string }) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const { message } = App.useApp();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [busy, setBusy] = useState(false);
  const send = (chosen: File, dry_run: 'true' | 'false', onProgress?: (share: number) => void) =>
    sendFile<Outcome>(`/api/assessments/${assessment}/import`, chosen, {
      fields: { dry_run },
      ...(onProgress ? { onProgress } : {}),
    });
  const look = async (chosen: File, onProgress: (share: number) => void): Promise<void> => {
    setOutcome(null);
    setOutcome(await send(chosen, 'true', onProgress));
    setFile(chosen);
  };
  const take = async (): Promise<void> => {
    if (!file || busy) return;
    setBusy(true);
    try {
      const { taken } = await send(file, 'false');
      message.success(say('sheet_taken', { count: taken }));
      setOutcome(null);
      await client.invalidateQueries({ queryKey: ['assessments'] });
    } catch (error) {
      message.error(sentenceOf(error, t));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <UploadDrop kinds={['.xlsx', '.csv']} label={say('sheet_upload')} send={look} />
      {outcome && file && <Preview outcome={outcome} name={file.name} />}
      {outcome && outcome.taken > 0 && (
        <div className="share-acts">
          <Button type="primary" loading={busy} onClick={() => void take()}>
            {say('sheet_take', { count: outcome.taken })}
          </Button>
        </div>
      )}
    </>
  );
}

/** What the sheet would change, and each place that could not be read. */
function Preview({ outcome: { taken, rows, problems }, name }: { outcome: Outcome; name: string }) {
  const say = useTexts(texts);
  const language = useLanguage();
  const same = rows.filter(({ outcome }) => outcome === 'same').length;
  const words = taken > 0 ? say('sheet_preview', { name, count: taken }) : say('sheet_nothing');
  return (
    <div aria-live="polite">
      <p>
        {words} {same > 0 && say('sheet_same', { count: same })}
      </p>
      {problems.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={say('sheet_problems', { count: problems.length })}
          description={
            <ul className="share-problems">
              {problems.map(({ row, reason, facts }) => (
                <li key={`${row} ${reason} ${facts['item']}`}>
                  {row > 0 ? say('row', { row }) : say('row_none')}：{sentenceFor(reason, facts, language)}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </div>
  );
}
