import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { InstantText } from '../ui/DayText.tsx';
import { Tag } from '../ui/StateTag.tsx';
import type { Monitor } from './evidence.ts';

/** Who co-signs, how many are needed, when each did last. */
export function Witnesses({ monitor: { witnesses, witnesses_needed } }: { monitor: Monitor }) {
  const { t } = useTranslation();
  return (
    <Card title={t('evidence.witnesses')} none={witnesses.length === 0 ? t('evidence.witnesses_none') : null}>
      <p className="muted">
        {witnesses_needed > 0
          ? t('evidence.witnesses_needed', { needed: witnesses_needed })
          : t('evidence.witnesses_free')}
      </p>
      <Folding>
        {witnesses.map((witness) => (
          <Party key={witness.vkey} party={witness}>
            {witness.seen_at ? (
              <>
                {t('evidence.witness_last')} <InstantText at={witness.seen_at} /> ·{' '}
                {t('evidence.witness_size', { size: witness.size })}
              </>
            ) : (
              t('evidence.witness_never')
            )}
          </Party>
        ))}
      </Folding>
    </Card>
  );
}

/** Who stamps the time, when each did last, what waits for it. */
export function Authorities({ monitor: { authorities } }: { monitor: Monitor }) {
  const { t } = useTranslation();
  return (
    <Card title={t('evidence.authorities')} none={authorities.length === 0 ? t('evidence.authorities_none') : null}>
      <Folding>
        {authorities.map((authority) => (
          <Party key={authority.name} party={authority}>
            {authority.seen_at ? (
              <>
                {t('evidence.authority_last')} <InstantText at={authority.seen_at} />
              </>
            ) : (
              t('evidence.authority_never')
            )}
            {authority.waiting > 0 && <> · {t('evidence.authority_waiting', { count: authority.waiting })}</>}
          </Party>
        ))}
      </Folding>
    </Card>
  );
}

function Card({ title, none, children }: { title: string; none: string | null; children: ReactNode }) {
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      {none === null ? children : <p className="muted">{none}</p>}
    </section>
  );
}

/** Read at a glance; those in use come first. */
const mostAtOnce = 6;

/** A long list shows its first and folds the others, which all stay findable. */
function Folding({ children }: { children: readonly ReactNode[] }) {
  const { t } = useTranslation();
  const more = children.slice(mostAtOnce);
  return (
    <>
      <ul className="plain-list party-list">{children.slice(0, mostAtOnce)}</ul>
      {more.length > 0 && (
        <details className="party-more">
          <summary>{t('evidence.party_more', { count: more.length })}</summary>
          <ul className="plain-list party-list">{more}</ul>
        </details>
      )}
    </>
  );
}

type Shown = { readonly name: string; readonly state: string; readonly failing_since: string | null };

function Party({ party: { name, state, failing_since }, children }: { party: Shown; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <li>
      <div className="row">
        <strong>{name}</strong>
        {state === 'closed' ? (
          <Tag>{t('evidence.party_closed')}</Tag>
        ) : failing_since ? (
          <Tag tone="bad">{t('evidence.party_failing')}</Tag>
        ) : (
          <Tag tone="good">{t('evidence.party_active')}</Tag>
        )}
      </div>
      <div className="muted">{children}</div>
      {failing_since && state !== 'closed' && (
        <div className="muted">
          {t('evidence.party_failing_since')} <InstantText at={failing_since} />
        </div>
      )}
    </li>
  );
}
