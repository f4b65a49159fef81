import { Form, Input, Select } from 'antd';
import { useTexts } from '../i18n/texts.ts';
import { accesses, useMemberWords } from './members.ts';
import { memberTexts } from './texts.ts';

export function LineField({ name, label }: { name: string; label: string }) {
  return (
    <Form.Item name={name} label={label}>
      <Input maxLength={100} autoComplete="off" />
    </Form.Item>
  );
}

export function AccessField() {
  const t = useTexts(memberTexts);
  const words = useMemberWords();
  return (
    <Form.Item name="access" label={t('access')} rules={[{ required: true }]}>
      <Select options={accesses.map((value) => ({ value, label: words.access(value) }))} />
    </Form.Item>
  );
}
