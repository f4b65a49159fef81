import { Button, Checkbox, Drawer, Form as Fields, Input, InputNumber, Select } from 'antd';
import { useTexts } from '../i18n/texts.ts';
import type { Item } from './forms.ts';
import { texts } from './texts.ts';

type Props = {
  item: Item;
  editable: boolean;
  onClose: () => void;
  onChange: (item: Item) => void;
  onRemove: () => void;
};

const parts = ['question', 'why', 'help', 'evidence', 'remedy'] as const;

/** All of one question. What is written stands in the form at once; the draft is saved by its own button. */
export function ItemDrawer({ item, editable, onClose, onChange, onRemove }: Props) {
  const t = useTexts(texts);
  const [fields] = Fields.useForm<Item>();
  const close = () => {
    const typed = fields.getFieldsValue();
    // A code is what answers are kept under; it stays.
    const { document } = typed;
    if (editable)
      onChange({ ...item, ...typed, code: item.code, dimension: item.dimension, document: document || null });
    onClose();
  };
  return (
    <Drawer
      open
      title={`${item.code} ${t('edit_item')}`}
      size="large"
      onClose={close}
      footer={
        <div className="row">
          <Button type="primary" onClick={close}>
            {t('done')}
          </Button>
          {editable && (
            <Button
              danger
              onClick={() => {
                onRemove();
                onClose();
              }}
            >
              {t('remove_item')}
            </Button>
          )}
        </div>
      }
    >
      <Fields form={fields} layout="vertical" initialValues={item} disabled={!editable}>
        {parts.map((part) => (
          <div key={part}>
            <Fields.Item name={[part, 'zh']} label={t(part)} rules={[{ required: true, whitespace: true }]}>
              <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} maxLength={part === 'help' ? 600 : 300} />
            </Fields.Item>
            <Fields.Item name={[part, 'en']} label={t('english', { name: t(part) })}>
              <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} maxLength={900} />
            </Fields.Item>
          </div>
        ))}
        <div className="form-item-fields">
          <Fields.Item name="weight" label={t('weight')} rules={[{ required: true }]}>
            <InputNumber min={0.1} max={100} step={1} />
          </Fields.Item>
          <Fields.Item name="classes" label={t('classes')}>
            <Select mode="multiple" options={[1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, label: String(value) }))} />
          </Fields.Item>
          <Fields.Item name="key" valuePropName="checked">
            <Checkbox>{t('key')}</Checkbox>
          </Fields.Item>
          <Fields.Item name="micro" valuePropName="checked">
            <Checkbox>{t('micro')}</Checkbox>
          </Fields.Item>
          <Fields.Item name="document" label={t('document')} extra={t('document_hint')}>
            <Input maxLength={60} />
          </Fields.Item>
        </div>
      </Fields>
    </Drawer>
  );
}
