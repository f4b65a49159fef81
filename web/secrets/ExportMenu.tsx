import { Alert, App, Button, Dropdown, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useKeyring } from '../keyring.ts';
import type { Item } from '../register.ts';
import { useSession } from '../session.ts';
import { downloadToDisk } from '../ui/download.ts';
import { saveBytes } from '../ui/saveBytes.ts';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { writeWorkbook } from '../ui/workbook.ts';
import { paperOf, tableOf, type Words } from './exports.ts';
import { useLevelWord, useSay } from './words.ts';

type Kind = 'sheet' | 'paper' | 'zip';

/** What the list shows, made into a file here in the browser after a warning; or everything as sealed files. */
export function ExportMenu({ items }: { items: readonly Item[] }) {
  const { t } = useTranslation();
  const say = useSay();
  const labels = useLabels();
  const levelWord = useLevelWord();
  const { message } = App.useApp();
  const { rollState } = useKeyring();
  const firm = useSession().post?.organisation_name ?? '';
  const [kind, setKind] = useState<Kind | null>(null);
  const [busy, setBusy] = useState(false);
  const nameOf = rollState.state === 'ok' ? rollState.nameOf : (person: string) => person;
  const words: Words = { say, levelWord, stateWord: labels.state, nameOf };
  const closed = items.filter(({ entry }) => !entry).length;
  const title = `${firm}${labels.noun('secrets')}`;
  const make = async (wanted: Kind): Promise<void> => {
    if (wanted === 'zip') return downloadZip();
    if (wanted === 'sheet')
      return saveBytes(`${title}.xlsx`, writeWorkbook(labels.noun('secrets'), tableOf(items, words)));
    const { paperDocx } = await import('#papers/docx.ts');
    saveBytes(`${title}.docx`, (await paperDocx(paperOf(items, title, words), new Date())).slice());
  };
  const go = async () => {
    if (kind === null) return;
    setBusy(true);
    await make(kind).catch((error: unknown) => message.error(sentenceOf(error, t)));
    setBusy(false);
    setKind(null);
  };
  const entries = [
    { key: 'sheet', label: say('export_sheet') },
    { key: 'paper', label: say('export_paper') },
    { key: 'zip', label: say('export_zip') },
  ];
  return (
    <>
      <Dropdown menu={{ items: entries, onClick: ({ key }) => setKind(key as Kind) }} trigger={['click']}>
        <Button>{say('export')}</Button>
      </Dropdown>
      <Modal
        open={kind !== null}
        title={entries.find(({ key }) => key === kind)?.label ?? ''}
        okText={say('export_go')}
        confirmLoading={busy}
        onOk={() => void go()}
        onCancel={() => setKind(null)}
      >
        <Alert
          type={kind === 'zip' ? 'info' : 'warning'}
          showIcon
          title={say(kind === 'zip' ? 'export_zip_why' : 'export_warn')}
          description={kind !== 'zip' && closed > 0 ? say('export_left', { count: closed }) : undefined}
        />
      </Modal>
    </>
  );
}

async function downloadZip(): Promise<void> {
  const { id } = await read(api.POST('/api/secrets/pack'));
  await downloadToDisk(`/api/secrets/exports/${id}/export.zip`);
}
