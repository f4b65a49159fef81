import { Button, Input, Select } from 'antd';
import { useId } from 'react';
import type { Field } from '#papers/template.ts';
import type { Row, Values } from '#papers/template-inline.ts';
import { useTexts } from '../i18n/texts.ts';
import { DayInput } from '../ui/DayInput.tsx';
import { useWords } from './documents.ts';
import { texts } from './texts.ts';

type Props = {
  fields: readonly Field[];
  values: Values;
  change: (key: string, value: string | readonly Row[]) => void;
};

/** The places of a text, one under the other; what is typed shows in the preview at once. */
export function FieldInputs({ fields, values, change }: Props) {
  return (
    <div className="document-fields">
      {fields.map((field) => (
        <FieldInput key={field.key} {...{ field, values, change }} />
      ))}
    </div>
  );
}

function FieldInput({ field, values, change }: Omit<Props, 'fields'> & { field: Field }) {
  const say = useTexts(texts);
  const words = useWords();
  const id = useId();
  const value = values[field.key];
  if (field.type === 'rows')
    return <RowsInput field={field} rows={typeof value === 'string' ? [] : (value ?? [])} change={change} />;
  const text = typeof value === 'string' ? value : '';
  return (
    <div className="document-field">
      <label htmlFor={id}>{words.pair(field.label)}</label>
      <OneInput id={id} field={field} value={text} onChange={(next) => change(field.key, next)} />
      {field.type === 'entries' && <span className="muted">{say('entries_hint')}</span>}
    </div>
  );
}

type One = { id: string; field: Field; value: string; onChange: (value: string) => void };

function OneInput({ id, field: { type, options }, value, onChange }: One) {
  const words = useWords();
  if (type === 'day') return <DayInput id={id} value={value || null} onChange={(day) => onChange(day ?? '')} />;
  if (type === 'choice')
    return (
      <Select
        id={id}
        allowClear
        {...(value ? { value } : {})}
        onChange={(next?: string) => onChange(next ?? '')}
        options={options.map(({ key, label }) => ({ value: key, label: words.pair(label) }))}
      />
    );
  if (type === 'prose')
    return (
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={5000}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  return (
    <Input
      id={id}
      maxLength={type === 'number' ? 20 : 300}
      {...(type === 'number' ? { inputMode: 'decimal' as const } : {})}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

type RowsProps = { field: Field; rows: readonly Row[]; change: Props['change'] };

const mostRows = 200;

function RowsInput({ field: { key, label, options }, rows, change }: RowsProps) {
  const say = useTexts(texts);
  const words = useWords();
  const name = useId();
  const set = (at: number, column: string, text: string): void =>
    change(
      key,
      rows.map((row, index) => (index === at ? { ...row, [column]: text } : row)),
    );
  return (
    <fieldset className="document-rows">
      <legend>{words.pair(label)}</legend>
      {rows.length === 0 && <p className="muted">{say('rows_none')}</p>}
      {rows.map((row, at) => (
        // Rows have no names: their place is their key.
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is what stands at its place
        <div className="document-row" key={`${name}${at}`}>
          {options.map((column) => (
            <Input
              key={column.key}
              maxLength={500}
              aria-label={`${at + 1} ${words.pair(column.label)}`}
              placeholder={words.pair(column.label)}
              value={row[column.key] ?? ''}
              onChange={(event) => set(at, column.key, event.target.value)}
            />
          ))}
          <Button
            type="text"
            aria-label={say('remove_row', { no: at + 1 })}
            onClick={() =>
              change(
                key,
                rows.filter((_, index) => index !== at),
              )
            }
          >
            ×
          </Button>
        </div>
      ))}
      {rows.length < mostRows && (
        <Button size="small" onClick={() => change(key, [...rows, {}])}>
          {say('add_row')}
        </Button>
      )}
    </fieldset>
  );
}
