import { Alert } from 'antd';
import { sentenceFor } from '#domain/sentences.ts';
import { useLanguage } from '../i18n/labels.ts';
import type { Item } from '../register.ts';
import { useSay } from './words.ts';

/** Why there is nothing to read: not on the list, gone, or a ciphertext that did not pass its checks. */
export function Unopened({ item }: { item: Item | undefined }) {
  const say = useSay();
  const language = useLanguage();
  if (!item) return <Alert type="warning" showIcon title={say('removed_meanwhile')} />;
  if (item.problem === null)
    return <Alert type="info" showIcon title={say('unreadable')} description={say('unreadable_why')} />;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={say('tampered_title')}
      description={
        <>
          <p>
            <strong>{sentenceFor(item.problem, {}, language)}</strong>
          </p>
          <p>{say('tampered_why')}</p>
          <p>{say('tampered_do')}</p>
        </>
      }
    />
  );
}
