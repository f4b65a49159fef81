import { Alert, Button, Form, Select, Upload } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Refused } from '#domain/refused.ts';
import type { SecretFile } from '#domain/secrets/body.ts';
import { endings, mostFileBytes } from '#seal/redact/kinds.ts';
import { fetchSecretFile } from '../fetchSecretFile.ts';
import type { Item } from '../register.ts';
import { Working } from '../ui/Working.tsx';
import type { RedactorRef, Source } from './source.ts';
import { useSay, useSentence } from './words.ts';

type Props = {
  items: readonly Item[];
  secret: string | undefined;
  onSecret: (id: string) => void;
  redactor: RedactorRef;
  onSource: (source: Source) => void;
};

/** Which entry, and which original: one of its sealed files, or a file of this computer. */
export function SourceStep({ items, secret, onSecret, redactor, onSource }: Props) {
  const say = useSay();
  const sentence = useSentence();
  const [going, setGoing] = useState<{ words: string; share: number | null } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const entry = items.find(({ id }) => id === secret)?.entry;
  const open = async (name: string, sealed: boolean, load: (signal: AbortSignal) => Promise<File>) => {
    setProblem(null);
    stop.current = new AbortController();
    const { signal } = stop.current;
    try {
      const file = await load(signal);
      if (file.size > mostFileBytes) throw tooLarge(file);
      setGoing({ words: say('opening', { name }), share: null });
      const worker = redactor.begin();
      signal.addEventListener('abort', () => worker.end());
      const opened = await worker.open(file);
      // From here on the file belongs to the next steps: leaving this one cancels nothing.
      stop.current = null;
      onSource({ file, sealed, ...opened });
    } catch (error) {
      setProblem(sentence(error, name));
    } finally {
      setGoing(null);
    }
  };
  const fromSealed = (file: SecretFile) =>
    void open(file.name, true, (signal) => {
      if (file.size > mostFileBytes) throw tooLarge(file);
      const onProgress = (share: number) =>
        setGoing({ words: say('fetching', { name: file.name, percent: Math.floor(share * 100) }), share });
      onProgress(0);
      return fetchSecretFile(file, { onProgress, signal });
    });
  const fromDisk = (file: File) => void open(file.name, false, async () => file);
  return (
    <div className="stack">
      <Form layout="vertical">
        <Form.Item label={say('choose_secret')} htmlFor="disclosure-secret" extra={say('choose_secret_hint')}>
          <Select
            id="disclosure-secret"
            value={secret ?? null}
            onChange={(id: string) => onSecret(id)}
            showSearch={{ optionFilterProp: 'label' }}
            options={items.map(({ id, number, entry: own }) => ({
              value: id,
              label: `${say('no', { number })} ${own?.body.title ?? ''}`,
            }))}
          />
        </Form.Item>
      </Form>
      {entry && (
        <>
          <h3>{say('from_files')}</h3>
          {entry.body.files.length === 0 && <p className="muted">{say('files_none')}</p>}
          <ul className="plain-list disclosure-files">
            {entry.body.files.map((file) => (
              <li key={file.id}>
                <span>{file.name}</span>
                <Button
                  size="small"
                  disabled={going !== null}
                  aria-label={`${say('use_file')} ${file.name}`}
                  onClick={() => fromSealed(file)}
                >
                  {say('use_file')}
                </Button>
              </li>
            ))}
          </ul>
          <h3>{say('from_disk')}</h3>
          <div>
            <Upload
              accept={endings.join(',')}
              showUploadList={false}
              disabled={going !== null}
              beforeUpload={(file: File) => {
                fromDisk(file);
                return false;
              }}
            >
              <Button type="primary" disabled={going !== null}>
                {say('choose_file')}
              </Button>
            </Upload>
          </div>
          <p className="muted">{say('file_hint')}</p>
        </>
      )}
      {going && <Working text={going.words} share={going.share} onStop={() => stop.current?.abort()} />}
      {problem && <Alert type="error" showIcon role="alert" title={problem} />}
    </div>
  );
}

const tooLarge = ({ size }: { size: number }): Refused =>
  new Refused('redact_large', { size: Math.ceil(size / 1024 / 1024), limit: mostFileBytes / 1024 / 1024 });
