import InboxOutlined from '@ant-design/icons/es/icons/InboxOutlined';
import { Alert } from 'antd';
import { type DragEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from './sentenceOf.ts';
import './upload.css';

type Props = {
  /** Endings, such as [".docx", ".pdf"]; none means any file. */
  kinds?: readonly string[];
  /** Sends the file; tells its progress from 0 to 1 (see sendFile in api.ts). What it throws is shown here. */
  send: (file: File, onProgress: (share: number) => void) => Promise<unknown>;
  label?: string;
};

const limit = 50 * 1024 * 1024;

/** One file by choosing or dropping; too large, empty or of another kind is said before anything is sent. */
export function UploadDrop({ kinds = [], send, label }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [over, setOver] = useState(false);
  const [going, setGoing] = useState<{ name: string; share: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const take = async (file: File | undefined): Promise<void> => {
    if (!file || going) return;
    const wrong = wrongWith(file);
    setProblem(wrong);
    if (wrong) return;
    setGoing({ name: file.name, share: 0 });
    try {
      await send(file, (share) => setGoing({ name: file.name, share }));
    } catch (error) {
      setProblem(sentenceOf(error, t));
    } finally {
      setGoing(null);
    }
  };
  const wrongWith = ({ name, size }: File): string | null => {
    const words = kinds.join('、');
    if (size > limit) return t('ui.upload_too_large', { name, size: (size / 1024 / 1024).toFixed(0) });
    if (size === 0) return t('ui.upload_empty', { name });
    if (kinds.length > 0 && !kinds.some((kind) => name.toLowerCase().endsWith(kind)))
      return t('ui.upload_kind', { name, kinds: words });
    return null;
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  const percent = Math.round((going?.share ?? 0) * 100);
  return (
    <div className="upload-box">
      <label
        className={over ? 'upload upload-over' : 'upload'}
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <InboxOutlined aria-hidden="true" />
        <strong>{label ?? t('ui.upload')}</strong>
        <span className="muted">
          {kinds.length > 0 ? t('ui.upload_hint', { kinds: kinds.join(' ') }) : t('ui.upload_hint_any')}
        </span>
        <input
          id={id}
          type="file"
          className="hidden-words"
          accept={kinds.join(',')}
          disabled={going !== null}
          onChange={({ target }) => {
            void take(target.files?.[0]);
            target.value = '';
          }}
        />
      </label>
      {going && (
        <div role="status" className="upload-state">
          <progress max={100} value={percent} aria-hidden="true" />
          {percent < 100
            ? t('ui.uploading', { name: going.name, share: percent })
            : t('ui.upload_working', { name: going.name })}
        </div>
      )}
      {problem && <Alert type="error" showIcon role="alert" title={problem} />}
    </div>
  );
}
