import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { passwordLength } from '#domain/accounts/rules.ts';
import { useTexts } from '../i18n/texts.ts';
import { texts } from './texts.ts';

/** A login and a password, typed twice: for whoever opens an account for a firm. */
export function AccountFields() {
  const { t } = useTranslation();
  const tx = useTexts(texts);
  const needed = (field: string) => ({ required: true, message: t('ui.required', { field }) });
  return (
    <>
      <Form.Item
        name="login"
        label={tx('login')}
        extra={tx('login_hint')}
        rules={[needed(tx('login')), { pattern: /^[\p{L}\p{N}._@-]{2,60}$/u, message: tx('login_wrong') }]}
        validateTrigger="onBlur"
      >
        <Input autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={60} />
      </Form.Item>
      <Form.Item
        name="password"
        label={tx('password')}
        extra={tx('password_hint', { length: passwordLength })}
        rules={[
          needed(tx('password')),
          { min: passwordLength, message: tx('password_hint', { length: passwordLength }) },
        ]}
        validateTrigger="onBlur"
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="again"
        label={tx('password_again')}
        dependencies={['password']}
        validateTrigger="onBlur"
        rules={[
          needed(tx('password_again')),
          ({ getFieldValue }) => ({
            validator: (_, text) =>
              !text || text === getFieldValue('password')
                ? Promise.resolve()
                : Promise.reject(new Error(tx('password_differs'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
    </>
  );
}
