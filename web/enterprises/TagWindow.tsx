import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { useAct } from '../ui/useAct.ts';
import { useTerms } from './enterprises.ts';
import { texts } from './texts.ts';

/** The tags that a region has added for itself. */
export function TagWindow({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const tx = useTexts(texts);
  const { tags, tagName } = useTerms();
  const [name, setName] = useState('');
  const add = useAct((zh: string, once) => api.POST('/api/enterprises/tags', { body: { zh }, ...once }), {
    refresh: ['enterprises'],
    after: () => setName(''),
  });
  const close = useAct((key: string) => api.POST('/api/enterprises/tags/{key}/close', { params: { path: { key } } }), {
    refresh: ['enterprises'],
    done: tx('tag_closed'),
  });
  const own = tags.filter((tag) => tag.own);
  return (
    <Modal open title={tx('tags_title')} onCancel={onClose} footer={<Button onClick={onClose}>{tx('close')}</Button>}>
      <div className="stack">
        <p>{tx('tags_intro')}</p>
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim()) void add.run(name.trim());
          }}
        >
          <Input
            value={name}
            maxLength={100}
            aria-label={tx('tag_new')}
            placeholder={tx('tag_new')}
            onChange={({ target }) => setName(target.value)}
            style={{ flex: 1 }}
          />
          <Button htmlType="submit" type="primary" loading={add.busy}>
            {tx('tag_add')}
          </Button>
        </form>
        {own.length === 0 && <p className="muted">{tx('tags_none')}</p>}
        <ul className="plain-list stack" aria-label={tx('tags_title')}>
          {own.map(({ key }) => (
            <li key={key} className="row">
              <span style={{ flex: 1 }}>{tagName(key)}</span>
              <Button
                size="small"
                aria-label={tx('tag_close_of', { name: tagName(key) })}
                onClick={() => void close.run(key)}
              >
                {tx('tag_close')}
              </Button>
            </li>
          ))}
        </ul>
        <span className="hidden-words">{t('ui.total', { count: own.length })}</span>
      </div>
    </Modal>
  );
}
