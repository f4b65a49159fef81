import { Form, Input } from 'antd';
import { useTexts } from '../i18n/texts.ts';
import { agreementTexts } from './texts.ts';

/** Numbers of the register with spaces between: never what an entry says. */
export function SecretsField() {
  const t = useTexts(agreementTexts);
  return (
    <Form.Item
      name="secrets"
      label={t('secrets')}
      extra={t('secrets_hint')}
      rules={[{ pattern: /^[\d\s,，、]*$/, message: t('secrets_wrong') }]}
    >
      <Input maxLength={2000} inputMode="numeric" />
    </Form.Item>
  );
}
