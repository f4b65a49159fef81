import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FormModal } from './FormModal.tsx';
import type { ActHandle } from './useAct.ts';

type Props<T> = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What the act does. */
  intro?: ReactNode;
  submitLabel?: string;
  danger?: boolean;
  act: ActHandle<{ reason: string }, T>;
  onDone?: (output: T) => void;
};

/** An act that needs its reason in writing. The act comes from useAct with `silent: true`. */
export function ReasonModal<T>(props: Props<T>) {
  const { t } = useTranslation();
  const label = t('ui.reason');
  return (
    <FormModal<{ reason: string }, T> {...props}>
      <Form.Item
        name="reason"
        label={label}
        rules={[{ required: true, whitespace: true, message: t('ui.required', { field: label }) }]}
      >
        <Input.TextArea rows={4} maxLength={2000} showCount autoFocus placeholder={t('ui.reason_hint')} />
      </Form.Item>
    </FormModal>
  );
}
