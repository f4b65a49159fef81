import { Button, Input } from 'antd';
import { useState } from 'react';
import { weightOf } from '#domain/forms/rules.ts';
import { useTexts } from '../i18n/texts.ts';
import { useWords } from '../i18n/words.ts';
import { Tag } from '../ui/StateTag.tsx';
import { type Content, emptyItem, type Item, nextPart } from './forms.ts';
import { ItemDrawer } from './ItemDrawer.tsx';
import { texts } from './texts.ts';

type Props = {
  title: string;
  onTitle: ((title: string) => void) | null;
  content: Content;
  /** Null for a form that cannot be changed. */
  onChange: ((content: Content) => void) | null;
};

/** Parts and questions; a question opens in a drawer. */
export function Editor({ title, onTitle, content, onChange }: Props) {
  const t = useTexts(texts);
  const [editing, setEditing] = useState<{ item: Item; place: number } | null>(null);
  const put = (item: Item, place: number) => onChange?.({ ...content, items: content.items.toSpliced(place, 1, item) });
  const letter = nextPart(content);
  return (
    <div className="stack">
      {onTitle && (
        <div className="form-title">
          <label htmlFor="form-title">{t('form_title')}</label>
          <Input id="form-title" value={title} maxLength={300} onChange={(event) => onTitle(event.target.value)} />
        </div>
      )}
      {content.dimensions.map(({ code }) => (
        <Part key={code} code={code} content={content} onChange={onChange} open={setEditing} />
      ))}
      {onChange && letter && (
        <div>
          <Button
            onClick={() =>
              onChange({
                ...content,
                dimensions: [...content.dimensions, { code: letter, title: { zh: letter, en: letter } }],
              })
            }
          >
            {t('add_part')}
          </Button>
        </div>
      )}
      {editing && (
        <ItemDrawer
          item={editing.item}
          editable={onChange !== null}
          onClose={() => setEditing(null)}
          onChange={(item) => put(item, editing.place)}
          onRemove={() => onChange?.({ ...content, items: content.items.toSpliced(editing.place, 1) })}
        />
      )}
    </div>
  );
}

type PartProps = Pick<Props, 'content' | 'onChange'> & {
  code: string;
  open: (what: { item: Item; place: number }) => void;
};

function Part({ code, content, onChange, open }: PartProps) {
  const t = useTexts(texts);
  const words = useWords();
  const part = content.dimensions.find((one) => one.code === code);
  const own = content.items.filter(({ dimension }) => dimension === code);
  if (!part) return null;
  const rename = (zh: string) =>
    onChange?.({
      ...content,
      dimensions: content.dimensions.map((one) => (one.code === code ? { code, title: { ...one.title, zh } } : one)),
    });
  const add = () => {
    const item = emptyItem(content, code);
    onChange?.({ ...content, items: [...content.items, item] });
    open({ item, place: content.items.length });
  };
  return (
    <section className="card" aria-label={words(part.title)}>
      <div className="row form-part-head">
        <strong>{code}</strong>
        {onChange ? (
          <Input
            aria-label={t('part_title')}
            value={part.title.zh}
            maxLength={60}
            onChange={(event) => rename(event.target.value)}
          />
        ) : (
          <h2>{words(part.title)}</h2>
        )}
        <span className="muted">{t('part_points', { points: weightOf(own), items: own.length })}</span>
      </div>
      <ul className="form-items">
        {own.map((item) => (
          <li key={item.code}>
            <button
              type="button"
              className="form-item"
              onClick={() => open({ item, place: content.items.indexOf(item) })}
            >
              <span>
                {item.code} {words(item.question)}
              </span>
              <span className="row">
                {item.key && <Tag tone="warn">{t('key')}</Tag>}
                {item.micro && <Tag>{t('profile_micro')}</Tag>}
                <Tag>{t('weight_of', { weight: item.weight })}</Tag>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {onChange && (
        <div className="row">
          <Button onClick={add}>{t('add_item')}</Button>
          {own.length === 0 && (
            <Button
              danger
              onClick={() =>
                onChange({ ...content, dimensions: content.dimensions.filter((one) => one.code !== code) })
              }
            >
              {t('remove_part')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
