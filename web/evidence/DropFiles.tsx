import FolderOpenOutlined from '@ant-design/icons/es/icons/FolderOpenOutlined';
import InboxOutlined from '@ant-design/icons/es/icons/InboxOutlined';
import { App, Button } from 'antd';
import { type DragEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Chosen, chosenIn, folderOf, single } from './folder.ts';
import '../ui/upload.css';
import './evidence.css';

type Props = {
  label: string;
  hint: string;
  onChosen: (chosen: Chosen[]) => void;
  /** One file only, no folders. */
  one?: boolean;
};

/** Files and folders by choosing or dropping. Nothing is uploaded. */
export function DropFiles({ label, hint, onChosen, one = false }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const id = useId();
  const folders = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    chosenIn(event.dataTransfer).then(onChosen, () => message.error(t('evidence.drop_failed')));
  };
  return (
    <div className="drop-files">
      <label
        className={`upload ${one ? 'upload-low' : ''} ${over ? 'upload-over' : ''}`}
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {!one && <InboxOutlined aria-hidden="true" />}
        <strong>{label}</strong>
        <span className="muted">{hint}</span>
        <input
          id={id}
          type="file"
          multiple={!one}
          className="hidden-words"
          onChange={({ target }) => {
            onChosen([...(target.files ?? [])].map(single));
            target.value = '';
          }}
        />
      </label>
      {!one && (
        <>
          <Button icon={<FolderOpenOutlined />} onClick={() => folders.current?.click()}>
            {t('evidence.choose_folder')}
          </Button>
          <input
            ref={folders}
            type="file"
            hidden
            aria-label={t('evidence.choose_folder')}
            // React has no word for it, every browser does.
            {...{ webkitdirectory: '' }}
            onChange={({ target }) => {
              onChosen(folderOf([...(target.files ?? [])]));
              target.value = '';
            }}
          />
        </>
      )}
    </div>
  );
}
