import { Alert, Checkbox, Modal } from 'antd';
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
  moved: number;
  leaving: number;
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
  const [update, setUpdate] = useState(false);
  const [kits, setKits] = useState(false);
  const fieldsOf = (dry_run: boolean, changes: boolean) => ({
    ...{ dry_run: String(dry_run), update: String(changes), entry_kits: String(kits) },
  });
  const weigh = async (chosen: File, onProgress: (share: number) => void): Promise<void> => {
    const fields = fieldsOf(true, update);
    setPreview(await sendFile<Outcome>('/api/members/import', chosen, { fields, onProgress }));
    setFile(chosen);
  };
  const again = useAct(
    async ({ chosen, changes }: { chosen: File; changes: boolean }) => ({
      data: await sendFile<Outcome>('/api/members/import', chosen, { fields: fieldsOf(true, changes) }),
      response: new Response(),
    }),
    { quiet: true, refresh: [], after: setPreview },
  );
  const setChanges = (changes: boolean) => {
    setUpdate(changes);
    if (file) void again.run({ chosen: file, changes });
  };
  const run = useAct(
    async (chosen: File) => ({
      data: await sendFile<Outcome>('/api/members/import', chosen, { fields: fieldsOf(false, update) }),
      response: new Response(),
    }),
    { refresh: stale, after: onClose },
  );
  const todo = preview ? preview.added + preview.moved + preview.leaving : 0;
  const reason = !preview
    ? t('import_first')
    : preview.problems_total > 0
      ? t('import_wrong')
      : todo === 0
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
          loading={run.busy || again.busy}
          onClick={() => file && void run.run(file)}
        >
          {t('import_run', { count: todo })}
        </ActButton>,
      ]}
    >
      <div className="stack">
        <p>{t('import_how', { heads: heads.join(common('ui.comma')) })}</p>
        <Checkbox checked={update} onChange={({ target }) => setChanges(target.checked)}>
          {t('import_update')}
        </Checkbox>
        <Checkbox checked={kits} onChange={({ target }) => setKits(target.checked)}>
          {t('import_kits')}
        </Checkbox>
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
  const { total, added, moved, leaving, skipped, ignored, problems, problems_total } = outcome;
  return (
    <section className="stack" role="status">
      <p>{t('import_counts', { total, added, moved, leaving, skipped, problems: problems_total })}</p>
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
              {problems_total > problems.length && (
                <li>{t('problems_more', { count: problems_total - problems.length })}</li>
              )}
            </ul>
          }
        />
      )}
    </section>
  );
}
