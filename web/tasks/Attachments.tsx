import CloseOutlined from '@ant-design/icons/es/icons/CloseOutlined';
import PaperClipOutlined from '@ant-design/icons/es/icons/PaperClipOutlined';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { sendFile } from '../api.ts';
import { download } from '../ui/download.ts';
import { UploadDrop } from '../ui/UploadDrop.tsx';

export type Attached = { id: string; name: string; size: number };

type Props = { task: string; value?: Attached[]; onChange?: (files: Attached[]) => void };

const most = 20;

/** Files for a note, kept on the server as soon as they are chosen, for Form.Item. */
export function AttachInput({ task, value = [], onChange }: Props) {
  const { t } = useTranslation();
  const send = async (file: File, onProgress: (share: number) => void) => {
    const kept = await sendFile<Attached>('/api/files', file, { fields: { noun: 'task', row_id: task }, onProgress });
    onChange?.([...value, kept]);
  };
  return (
    <div className="attach">
      {value.length > 0 && (
        <ul className="plain-list">
          {value.map(({ id, name, size }) => (
            <li key={id} className="attached">
              <PaperClipOutlined aria-hidden="true" />
              <span>{name}</span>
              <small className="muted">{sizeOf(size)}</small>
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined />}
                aria-label={t('tasks.detach', { name })}
                onClick={() => onChange?.(value.filter((file) => file.id !== id))}
              />
            </li>
          ))}
        </ul>
      )}
      {value.length < most && <UploadDrop send={send} label={t('tasks.attach')} />}
    </div>
  );
}

/** The files of a note, each opens. */
export function AttachedFiles({ files }: { files: readonly Attached[] }) {
  if (files.length === 0) return null;
  return (
    <ul className="plain-list attached-list">
      {files.map(({ id, name, size }) => (
        <li key={id}>
          <button
            type="button"
            className="link-button attached"
            onClick={() => void download(`/api/files/${id}/content`)}
          >
            <PaperClipOutlined aria-hidden="true" />
            {name} <small className="muted">{sizeOf(size)}</small>
          </button>
        </li>
      ))}
    </ul>
  );
}

const sizeOf = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
