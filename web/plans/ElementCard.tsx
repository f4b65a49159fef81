import CheckOutlined from '@ant-design/icons/es/icons/CheckOutlined';
import DeleteOutlined from '@ant-design/icons/es/icons/DeleteOutlined';
import { Button } from 'antd';
import { memo, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Certainty } from '#domain/plans/schema.ts';
import { Tag } from '../ui/StateTag.tsx';
import { FieldInput } from './FieldInput.tsx';
import type { Field } from './shapes.ts';

export type CardActs = {
  readonly readOnly: boolean;
  pick(id: string): void;
  hover(id: string | null): void;
  change(id: string, field: string, value: unknown): void;
  drop(id: string): void;
  confirm(id: string): void;
};

type Props = {
  id: string;
  title: ReactNode;
  meta?: ReactNode;
  certainty: Certainty;
  hasSource: boolean;
  fields: readonly Field[];
  values: Readonly<Record<string, unknown>>;
  active: boolean;
  hovered: boolean;
  acts: CardActs;
  /** A fact that stands once cannot be dropped, only emptied. */
  fixed?: boolean;
  /** Nothing is known, so there is nothing to be sure of. */
  bare?: boolean;
};

/** What was recognised, in a line or two; chosen, it opens into its fields and lights its place in the text. */
export const ElementCard = memo(function ElementCard(props: Props) {
  const { id, title, meta, certainty, active, hovered, acts, hasSource } = props;
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!active) return;
    // A card that is taller than half the window is shown from its beginning. A frame later, when its fields have their size.
    const frame = requestAnimationFrame(() => {
      const tall = (box.current?.offsetHeight ?? 0) > window.innerHeight / 2;
      box.current?.scrollIntoView({ block: tall ? 'start' : 'nearest' });
    });
    return () => cancelAnimationFrame(frame);
  }, [active]);
  const look = ['draft-item', `draft-${certainty}`, active ? 'draft-active' : '', hovered ? 'draft-hovered' : ''];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only lights the text; the button does the work
    <div
      ref={box}
      className={look.join(' ')}
      data-item={id}
      onMouseEnter={() => acts.hover(id)}
      onMouseLeave={() => acts.hover(null)}
    >
      <button type="button" className="draft-line" aria-expanded={active} onClick={() => acts.pick(id)}>
        <span className="draft-title">{title}</span>
        {meta && <span className="draft-meta">{meta}</span>}
        {!props.bare && <CertaintyTag certainty={certainty} added={!hasSource} />}
      </button>
      {active && !acts.readOnly && <Fields {...props} />}
      {active && !acts.readOnly && (
        <div className="draft-acts">
          {certainty !== 'sure' && (
            <Button size="small" type="primary" icon={<CheckOutlined />} onClick={() => acts.confirm(id)}>
              {t('plans.right')}
            </Button>
          )}
          {!props.fixed && (
            <Button size="small" danger type="text" icon={<DeleteOutlined />} onClick={() => acts.drop(id)}>
              {t('plans.drop')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
});

function Fields({ id, fields, values, acts }: Props) {
  const { t } = useTranslation();
  return (
    <div className="draft-fields">
      {fields.map((field) => {
        const input = `field-${id}-${field.name}`;
        return (
          <div key={field.name} className={`draft-field draft-field-${field.kind}`}>
            <label htmlFor={input}>{t(field.label)}</label>
            <FieldInput
              field={field}
              id={input}
              value={values[field.name]}
              onChange={(value) => acts.change(id, field.name, value)}
            />
          </div>
        );
      })}
    </div>
  );
}

function CertaintyTag({ certainty, added }: { certainty: Certainty; added: boolean }) {
  const { t } = useTranslation();
  if (certainty === 'unsure') return <Tag tone="warn">{t('plans.unsure')}</Tag>;
  if (certainty === 'likely') return <Tag tone="busy">{t('plans.likely')}</Tag>;
  return added ? <Tag>{t('plans.by_hand')}</Tag> : <Tag tone="good">{t('plans.sure')}</Tag>;
}
