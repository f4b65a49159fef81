import { Form, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { FormModal } from '../ui/FormModal.tsx';
import { useAct } from '../ui/useAct.ts';
import { stale, type Target } from './targets.ts';

type Fields = { value: number; reason: string };

/** A value by hand, with its reason: it stands beside the computed one, which stays in sight. */
export function OverrideForm({ open, onClose, target }: { open: boolean; onClose: () => void; target: Target }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const override = useAct(
    (body: Fields, once) =>
      api.POST('/api/targets/{id}/override', { params: { path: { id: target.id } }, body, ...once }),
    { silent: true, refresh: stale },
  );
  const computed =
    target.computed === null
      ? t('targets.override_none')
      : t('targets.override_now', { computed: `${target.computed}${target.unit}` });
  return (
    <FormModal<Fields, unknown>
      open={open}
      onClose={onClose}
      title={labels.verb('override')}
      intro={`${computed}${t('targets.override_intro')}`}
      act={override}
      {...(target.current === null ? {} : { initial: { value: target.current } })}
    >
      <Form.Item
        name="value"
        label={t('targets.override_value')}
        rules={[{ required: true, message: t('ui.required', { field: t('targets.override_value') }) }]}
      >
        <InputNumber min={0} max={1e12} suffix={target.unit} className="day-input" />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('ui.reason')}
        rules={[{ required: true, whitespace: true, message: t('ui.required', { field: t('ui.reason') }) }]}
      >
        <Input.TextArea rows={4} maxLength={2000} showCount placeholder={t('targets.override_reason_hint')} />
      </Form.Item>
    </FormModal>
  );
}
