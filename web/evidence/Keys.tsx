import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Tag } from '../ui/StateTag.tsx';
import { keysOf, loadTrust, type ShownKey } from './trust.ts';

/** The keys that sign the checkpoints, by the fingerprints that a checker of a proof shows. */
export function Keys() {
  const { t } = useTranslation();
  const trust = useQuery({ queryKey: ['trust'], queryFn: loadTrust, staleTime: 60_000 });
  const keys = trust.data ? keysOf(trust.data) : [];
  if (keys.length === 0) return null;
  return (
    <section className="card" aria-labelledby="register-keys">
      <h2 id="register-keys">{t('evidence.keys')}</h2>
      <p className="muted">{t('evidence.keys_why')}</p>
      <ul className="plain-list party-list">
        {keys.map((key) => (
          <li key={key.fingerprint}>
            <div className="row">
              <strong>{key.algorithm}</strong>
              <code className="fingerprint">{key.fingerprint}</code>
              <KeyState of={key} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function KeyState({ of: { revoked, to_size } }: { of: ShownKey }) {
  const { t } = useTranslation();
  if (revoked) return <Tag tone="bad">{t('evidence.key_revoked', { size: revoked.effective_size })}</Tag>;
  if (to_size !== null) return <Tag>{t('evidence.key_former', { size: to_size })}</Tag>;
  return <Tag tone="good">{t('evidence.key_active')}</Tag>;
}
