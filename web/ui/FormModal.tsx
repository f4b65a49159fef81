import { Alert, Button, Form, Modal } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api.ts';
import { ConflictChoice } from './ConflictChoice.tsx';
import { fieldOf, placeAtField } from './formProblem.ts';
import { sentenceOfProblem } from './sentenceOf.ts';
import type { ActHandle } from './useAct.ts';

export type FormParts<V extends object, T> = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What the act does, before the fields. */
  intro?: ReactNode;
  initial?: Partial<V>;
  submitLabel?: string;
  danger?: boolean;
  /** From useAct with `silent: true`: this form shows its problems. The input is what the fields hold. */
  act: ActHandle<V, T>;
  /** After success; the form is closed already. */
  onDone?: (output: T) => void;
  /** For edits with a version: reads the newest values, when somebody else has changed the row meanwhile. */
  reload?: () => Promise<V & { version: number }>;
  /** Names of the fields for the comparison, by key. */
  fieldLabels?: Readonly<Record<string, string>>;
  /** Form.Item elements, or a function of the values. */
  children: ReactNode;
};

/** A form in a window. Problems stand at the field that the server names, else above the fields. */
export function FormModal<V extends object, T>(props: FormParts<V, T> & { width?: number }) {
  const { open, title, onClose, danger, submitLabel, act, width = 560 } = props;
  const { t } = useTranslation();
  const form = useFormParts(props);
  return (
    <Modal
      open={open}
      title={title}
      width={width}
      onCancel={onClose}
      destroyOnHidden
      mask={{ closable: false }}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('ui.cancel')}
        </Button>,
        <Button key="submit" type="primary" danger={danger === true} loading={act.busy} onClick={form.submit}>
          {submitLabel ?? t('ui.submit')}
        </Button>,
      ]}
    >
      {form.body}
    </Modal>
  );
}

/** The fields and what stands above them; shared by the window and the drawer. */
export function useFormParts<V extends object, T>({
  open,
  onClose,
  intro,
  initial,
  act,
  onDone,
  reload,
  fieldLabels,
  children,
}: FormParts<V, T>): { body: ReactNode; submit: () => void } {
  const { t } = useTranslation();
  const [form] = Form.useForm<V>();
  const [version, setVersion] = useState<number | null>(null);
  const [newest, setNewest] = useState<(V & { version: number }) | null>(null);
  const { problem } = act;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the form opens or closes
  useEffect(() => {
    act.clear();
    setNewest(null);
    setVersion(null);
  }, [open]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a problem is placed once, when it arrives
  useEffect(() => {
    if (problem) place(problem);
  }, [problem]);

  const place = (found: Problem): void => {
    if (found.reason === 'changed_meanwhile' && reload) void reload().then(setNewest, () => undefined);
    else placeAtField(form, found);
  };
  const send = async (values: V, as: number | null): Promise<void> => {
    const output = await act.run({ ...initialVersion(initial), ...values, ...(as === null ? {} : { version: as }) });
    if (output === undefined) return;
    onClose();
    onDone?.(output);
  };
  const mine = (): void => {
    if (!newest) return;
    setVersion(newest.version);
    setNewest(null);
    void send(form.getFieldsValue(), newest.version);
  };
  const theirs = (): void => {
    if (!newest) return;
    form.setFieldsValue(newest as Parameters<typeof form.setFieldsValue>[0]); // the newest values are the form's own shape
    setVersion(newest.version);
    setNewest(null);
    act.clear();
  };
  const atTop = problem && !newest && fieldOf(form, problem) === null;
  const body = (
    <Form<V>
      form={form}
      layout="vertical"
      requiredMark
      scrollToFirstError={{ focus: true }}
      preserve={false}
      onFinish={(values) => void send(values, version)}
      {...(initial ? { initialValues: initial } : {})}
    >
      {intro && <div className="form-intro">{intro}</div>}
      {newest && (
        <ConflictChoice
          mine={form.getFieldsValue()}
          newest={newest}
          labels={fieldLabels ?? {}}
          onMine={mine}
          onTheirs={theirs}
        />
      )}
      {atTop && (
        <Alert type="error" showIcon role="alert" className="form-problem" title={sentenceOfProblem(problem, t)} />
      )}
      {children}
    </Form>
  );
  return { body, submit: form.submit };
}

/** An edit carries the version that was read, though no field shows it. */
const initialVersion = (initial: object | undefined): { version?: number } =>
  initial && 'version' in initial && typeof initial.version === 'number' ? { version: initial.version } : {};
