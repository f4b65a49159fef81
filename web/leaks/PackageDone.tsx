import { Alert, Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { saveBytes } from '../ui/saveBytes.ts';
import { sizeText } from '../ui/sizeText.ts';
import { fieldOf } from './moments.ts';
import { packageTexts } from './package-texts.ts';

export type Finished = { blob: Blob; passphrase: string; items: number; size: number };

/** The passphrase, this once, and the file. */
export function PackageDone({ done, onAgain }: { done: Finished; onAgain: () => void }) {
  const say = useTexts(packageTexts);
  const [kept, setKept] = useState(false);
  const name = `商业秘密材料包${fieldOf(Date.now()).slice(0, 10)}.age`;
  return (
    <section className="card stack" aria-label={say('done')}>
      <h2>{say('done')}</h2>
      <p>{say('done_size', { items: done.items, size: sizeText(done.size) })}</p>
      <div>
        <strong>{say('phrase')}</strong>
        <code className="pack-phrase">{done.passphrase}</code>
      </div>
      <Alert type="warning" showIcon title={say('phrase_once')} />
      <Checkbox checked={kept} onChange={({ target }) => setKept(target.checked)}>
        {say('phrase_kept')}
      </Checkbox>
      <p className="muted">{say('how')}</p>
      <p className="muted">{say('digests')}</p>
      <div className="form-acts">
        {!kept && <span className="muted">{say('saved_first')}</span>}
        <Button onClick={onAgain}>{say('again')}</Button>
        <Button type="primary" disabled={!kept} onClick={() => saveBytes(name, done.blob)}>
          {say('save')}
        </Button>
      </div>
    </section>
  );
}
