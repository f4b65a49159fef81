import { Alert, Button } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { startHashWorker } from '#verify/hashing/browser-worker.ts';
import { hashFile } from '#verify/hashing/hash-file.ts';
import { sizeText } from '../ui/sizeText.ts';

export type Content = { sha256: string; sm3: string; size: number; content_name: string };

type Props = { value?: Content | null; onChange?: (content: Content | null) => void; onFile?: (file: File) => void };

/** Both digests of a file, computed in the browser: the file itself does not leave. For Form.Item. */
export function DigestInput({ value, onChange, onFile }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [going, setGoing] = useState<{ name: string; share: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const controller = new AbortController();
    stop.current = controller;
    setProblem(null);
    onChange?.(null);
    setGoing({ name: file.name, share: 0 });
    const onProgress = (bytes: number) => setGoing({ name: file.name, share: file.size === 0 ? 1 : bytes / file.size });
    try {
      const digests = await hashFile(file, { onProgress, signal: controller.signal, worker: startHashWorker });
      onChange?.({ ...digests, content_name: file.name });
      onFile?.(file);
    } catch {
      if (!controller.signal.aborted) setProblem(t('exhibits.hash_failed', { name: file.name }));
    } finally {
      setGoing(null);
    }
  };
  const percent = Math.floor((going?.share ?? 0) * 100);
  return (
    <div className="digest-input">
      {!going && (
        <label className="upload" htmlFor={id}>
          <strong>{t(value ? 'exhibits.hash_again' : 'exhibits.hash_choose')}</strong>
          <span className="muted">{t('exhibits.hash_hint')}</span>
          <input
            id={id}
            type="file"
            className="hidden-words"
            onChange={({ target }) => {
              void take(target.files?.[0]);
              target.value = '';
            }}
          />
        </label>
      )}
      {going && (
        <div role="status" className="row">
          <progress max={100} value={percent} aria-hidden="true" />
          <span>{t('exhibits.hashing', { name: going.name, share: percent })}</span>
          <Button size="small" onClick={() => stop.current?.abort()}>
            {t('ui.cancel')}
          </Button>
        </div>
      )}
      {problem && <Alert type="error" showIcon role="alert" title={problem} />}
      {value && <Digests content={value} />}
    </div>
  );
}

type Shown = { content_name: string | null; size: number | null; sha256: string | null; sm3: string | null };

/** Name, size and both digests of content. */
export function Digests({ content: { content_name, size, sha256, sm3 } }: { content: Shown }) {
  const { t } = useTranslation();
  if (!sha256) return null;
  return (
    <dl className="facts digests">
      <dt>{t('exhibits.content')}</dt>
      <dd>
        {content_name} {size !== null && <span className="muted">{sizeText(size)}</span>}
      </dd>
      <dt>SHA-256</dt>
      <dd>
        <code>{sha256}</code>
      </dd>
      <dt>SM3</dt>
      <dd>
        <code>{sm3}</code>
      </dd>
    </dl>
  );
}
