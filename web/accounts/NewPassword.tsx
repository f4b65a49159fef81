import { useTranslation } from 'react-i18next';
import { passwordLength } from '#domain/accounts/rules.ts';
import { Field } from './Field.tsx';

type Props = {
  password: string;
  again: string;
  onPassword: (text: string) => void;
  onAgain: (text: string) => void;
  /** The server's sentence about the password. */
  problem?: string | null | undefined;
};

/** A new password, typed twice. */
export function NewPassword({ password, again, onPassword, onAgain, problem }: Props) {
  const { t } = useTranslation();
  const differs = again !== '' && again !== password;
  return (
    <>
      <Field
        label={t('accounts.new_password')}
        hint={t('accounts.password_hint', { length: passwordLength })}
        problem={problem}
        type="password"
        value={password}
        onText={onPassword}
        autoComplete="new-password"
        minLength={passwordLength}
        maxLength={200}
        required
      />
      <Field
        label={t('accounts.password_again')}
        problem={differs ? t('accounts.password_differs') : null}
        type="password"
        value={again}
        onText={onAgain}
        autoComplete="new-password"
        maxLength={200}
        required
      />
    </>
  );
}
