import { Alert, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { memberHeads } from '#domain/members/table.ts';
import { sentenceFor } from '#domain/sentences.ts';
import { sendFile } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { UploadDrop } from '../ui/UploadDrop.tsx';
import { useAct } from '../ui/useAct.ts';
import { stale } from './members.ts';
import { memberTexts } from './texts.ts';

type Outcome = {
  total: number;
  added: number;
  skipped: number;
  ignored: string[];
  problems_total: number;
  problems: { row: number; reason: string; facts: Record<string, string | number> }[];
};

/** A table comes in: first what would happen, then all of it, or nothing. */
export function ImportWindow({ onClose }: { onClose: () => void }) {
  const { t: common } = useTranslation();
  const t = useTexts(memberTexts);
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<Outcome | null>(null);
  const weigh = async (chosen: File, onProgress: (share: number) => void): Promise<void> => {
    const fields = { dry_run: 'true' };
    setPreview(await sendFile<Outcome>('/api/members/import', chosen, { fields, onProgress }));
    setFile(chosen);
  };
  const run = useAct(
    async (chosen: File) => ({
      data: await sendFile<Outcome>('/api/members/import', chosen, { fields: { dry_run: 'false' } }),
      response: new Response(),
    }),
    { refresh: stale, after: onClose },
  );
  const reason = !preview
    ? t('import_first')
    : preview.problems_total > 0
      ? t('import_wrong')
      : preview.added === 0
        ? t('import_none')
        : null;
  const heads = Object.values(memberHeads).map(([head]) => head);
  return (
    <Modal
      open
      width={680}
      title={t('import_title')}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={[
        <ActButton
          key="run"
          act="member.import"
          type="primary"
          reason={reason}
          loading={run.busy}
          onClick={() => file && void run.run(file)}
        >
          {t('import_run', { count: preview?.added ?? 0 })}
        </ActButton>,
      ]}
    >
      <div className="stack">
        <p>{t('import_how', { heads: heads.join(common('ui.comma')) })}</p>
        <UploadDrop kinds={['.xlsx', '.csv']} send={weigh} />
        {preview && <Preview outcome={preview} />}
      </div>
    </Modal>
  );
}

function Preview({ outcome }: { outcome: Outcome }) {
  const { t: common } = useTranslation();
  const t = useTexts(memberTexts);
  const language = useLanguage();
  const { total, added, skipped, ignored, problems, problems_total } = outcome;
  return (
    <section className="stack" role="status">
      <p>{t('import_counts', { total, added, skipped, problems: problems_total })}</p>
      {ignored.length > 0 && <p className="muted">{t('ignored', { heads: ignored.join(common('ui.comma')) })}</p>}
      {problems.length > 0 && (
        <Alert
          type="warning"
          title={
            <ul className="plain-list">
              {problems.map(({ row, reason, facts }) => (
                <li key={row}>
                  {t('row', { row })} {sentenceFor(reason, facts, language)}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </section>
  );
}
