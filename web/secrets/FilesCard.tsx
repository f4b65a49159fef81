import { Alert, Button, Popconfirm, Upload } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { SecretBody, SecretFile } from '#domain/secrets/body.ts';
import { secretStates } from '#domain/secrets/states.ts';
import { actsIn } from '#domain/states.ts';
import { fetchSecretFile } from '../fetchSecretFile.ts';
import type { Unlocked } from '../KeyGate.tsx';
import type { Detail } from '../register.ts';
import { dropSecretFile, mostFileBytes, sendSecretFile } from '../secretFiles.ts';
import { saveSecret } from '../secretWork.ts';
import { useMay } from '../session.ts';
import { saveBytes } from '../ui/saveBytes.ts';
import { sizeText } from '../ui/sizeText.ts';
import { Working } from '../ui/Working.tsx';
import type { Entry } from '../vault.ts';
import { useWork } from './useWork.ts';
import { useSay } from './words.ts';

type Going = { readonly name: string; readonly share: number; readonly words: 'file_sealing' | 'file_opening' };

/** Sealed files: names are in the record, bytes are sealed and opened beside the page, with progress. */
export function FilesCard({ keys, secret, entry }: { keys: Unlocked; secret: Detail; entry: Entry }) {
  const say = useSay();
  const may = useMay();
  const work = useWork();
  const [going, setGoing] = useState<Going | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const watch = (name: string, words: Going['words']) => {
    stop.current = new AbortController();
    setGoing({ name, share: 0, words });
    return { signal: stop.current.signal, onProgress: (share: number) => setGoing({ name, share, words }) };
  };
  const save = (files: SecretBody['files']) =>
    saveSecret(keys, { id: secret.id, body: { ...entry.body, files }, entry });
  const add = async (file: File) => {
    setWrong(file.size > mostFileBytes ? say('file_too_large') : null);
    if (file.size > mostFileBytes) return;
    await work.run(async () => {
      const wanted = { secret: secret.id, readers: entry.need_to_know, file };
      const made = await sendSecretFile(keys, wanted, watch(file.name, 'file_sealing'));
      await save([...entry.body.files, made]).catch((error: unknown) => {
        // No record names it: it does not stay behind.
        void dropSecretFile(made.id).catch(() => undefined);
        throw error;
      });
    });
    setGoing(null);
  };
  const fetchOne = async (file: SecretFile) => {
    await work.run(async () => saveBytes(file.name, await fetchSecretFile(file, watch(file.name, 'file_opening'))));
    setGoing(null);
  };
  const drop = (file: SecretFile) =>
    work.run(async () => {
      await save(entry.body.files.filter(({ id }) => id !== file.id));
      await dropSecretFile(file.id);
    });
  const open = actsIn(secretStates, secret.state).includes('save');
  // As secret.drop-file refuses files_are_officers.
  const mayDrop = secret.state === 'draft' || may('secret.endorse');
  return (
    <section className="card" aria-label={say('section_files')}>
      <h2>{say('section_files')}</h2>
      {entry.body.files.length === 0 && <p className="muted">{say('files_empty')}</p>}
      <ul className="plain-list secret-files">
        {entry.body.files.map((file) => (
          <li key={file.id}>
            <span className="secret-file-name">
              {file.name} <small className="muted">{sizeText(file.size)}</small>
            </span>
            <Button size="small" disabled={going !== null} onClick={() => void fetchOne(file)}>
              {say('file_open')}
            </Button>
            {open && !mayDrop && (
              <Button size="small" danger disabled title={say('file_drop_officers')}>
                {say('file_drop')}
              </Button>
            )}
            {open && mayDrop && (
              <Popconfirm title={say('file_drop_confirm', { name: file.name })} onConfirm={() => void drop(file)}>
                <Button size="small" danger disabled={going !== null}>
                  {say('file_drop')}
                </Button>
              </Popconfirm>
            )}
          </li>
        ))}
      </ul>
      {going && (
        <Working
          text={say(going.words, { name: going.name, percent: Math.floor(going.share * 100) })}
          share={going.share}
          onStop={() => stop.current?.abort()}
        />
      )}
      {open && (
        <Upload
          showUploadList={false}
          beforeUpload={(file: File) => {
            void add(file);
            return false;
          }}
        >
          <Button disabled={going !== null}>{say('file_add')}</Button>
        </Upload>
      )}
      {open && !mayDrop && entry.body.files.length > 0 && <p className="muted">{say('file_drop_officers')}</p>}
      <p className="muted">{say('file_hint')}</p>
      {wrong && <Alert type="error" showIcon role="alert" title={wrong} />}
      {work.problem && <Alert type="error" showIcon role="alert" title={work.problem} />}
      {work.conflict && <Alert type="warning" showIcon role="alert" title={say('conflict')} />}
    </section>
  );
}
