import { Form } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../i18n/labels.ts';
import { FormDrawer } from '../ui/FormDrawer.tsx';
import type { ActHandle } from '../ui/useAct.ts';
import type { Exhibit, Step } from './exhibits.ts';
import { FileInput, ProseField } from './Inputs.tsx';

type Props<V extends object> = {
  exhibit: Exhibit;
  verb: Step['act'];
  act: ActHandle<V, unknown>;
  onClose: () => void;
  intro?: ReactNode;
  initial?: Partial<V>;
  children: ReactNode;
};

/** The form of one step: the step's name and the exhibit above, in the version that the page shows. */
export function StepDrawer<V extends object>({ exhibit, verb, act, onClose, intro, initial, children }: Props<V>) {
  const labels = useLabels();
  const start: Partial<V> & { version: number } = { version: exhibit.version, ...initial } as Partial<V> & {
    version: number; // every step carries the version that was read
  };
  return (
    <FormDrawer<V, unknown>
      open
      onClose={onClose}
      title={`${labels.verb(verb)} · ${exhibit.no} ${exhibit.name}`}
      submitLabel={labels.verb(verb)}
      act={act}
      initial={start}
      {...(intro ? { intro } : {})}
    >
      {children}
    </FormDrawer>
  );
}

export function NoteField() {
  const { t } = useTranslation();
  return <ProseField name="note" label={t('exhibits.note')} optional />;
}

/** A photo or a signed paper beside the step. */
export function FileField({ exhibit, label }: { exhibit: string; label: string }) {
  return (
    <Form.Item name="file">
      <FileInput exhibit={exhibit} label={label} />
    </Form.Item>
  );
}

type Given<V> = Omit<V, 'file'> & { file?: string };

/** What was filled in, without what was left empty; a kept file by its id. */
export function given<V extends object>(values: V): Given<V> {
  const filled = Object.entries(values).flatMap(([name, value]) => {
    const trimmed = typeof value === 'string' ? value.trim() : name === 'file' ? value?.id : value;
    return trimmed === undefined || trimmed === null || trimmed === '' ? [] : [[name, trimmed]];
  });
  // The same fields, less those that are optional and empty.
  return Object.fromEntries(filled) as Given<V>;
}
