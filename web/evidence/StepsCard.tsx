import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { InstantText } from '../ui/DayText.tsx';
import { type ShownDeposit, shortDigest } from './evidence.ts';

/** Received, sequenced, published, co-signed, time-stamped: what has happened, when, and on whose clock. */
export function StepsCard({ deposit }: { deposit: ShownDeposit }) {
  const { t } = useTranslation();
  const { at, index, checkpoint, state } = deposit;
  return (
    <section className="card" aria-labelledby="evidence-steps">
      <h2 id="evidence-steps">{t('evidence.steps')}</h2>
      <ol className="step-list">
        <Step done title={t('evidence.step_received')}>
          <InstantText at={at} /> · {t('evidence.step_received_why')}
        </Step>
        <Step done={index !== null} title={t('evidence.step_sequenced')}>
          {index === null ? t('evidence.step_sequenced_wait') : t('evidence.step_sequenced_why', { index })}
        </Step>
        <Step done={state === 'published'} title={t('evidence.step_published')}>
          {checkpoint === null ? (
            t('evidence.step_published_wait')
          ) : (
            <>
              <InstantText at={checkpoint.at} /> ·{' '}
              {t('evidence.step_published_why', { size: checkpoint.size, root: shortDigest(checkpoint.root) })}
            </>
          )}
        </Step>
        <Witnesses deposit={deposit} />
        <Stamps deposit={deposit} />
      </ol>
    </section>
  );
}

function Step({ done, title, children }: { done: boolean; title: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <li className={done ? 'step-done' : 'step-open'}>
      <strong>{title}</strong>
      <span className="hidden-words">{t(done ? 'evidence.step_is_done' : 'evidence.step_is_open')}</span>
      <div>{children}</div>
    </li>
  );
}

function Witnesses({ deposit: { checkpoint } }: { deposit: ShownDeposit }) {
  const { t } = useTranslation();
  const witnesses = checkpoint?.witnesses ?? [];
  return (
    <Step done={witnesses.length > 0} title={t('evidence.step_witnessed')}>
      {witnesses.length === 0 ? (
        t('evidence.step_witnessed_none')
      ) : (
        <ul className="plain-list">
          {witnesses.map(({ name, at }) => (
            <li key={name}>
              {name} · <InstantText at={at} />
            </li>
          ))}
        </ul>
      )}
    </Step>
  );
}

function Stamps({ deposit: { stamps, waiting_stamps, checkpoint } }: { deposit: ShownDeposit }) {
  const { t } = useTranslation();
  const subjects = {
    checkpoint: t('evidence.subject_checkpoint'),
    entry: t('evidence.subject_entry'),
    renewal: t('evidence.subject_renewal'),
  };
  return (
    <Step done={stamps.length > 0} title={t('evidence.step_stamped')}>
      {stamps.length === 0 &&
        waiting_stamps === 0 &&
        t(checkpoint?.witnesses.length ? 'evidence.step_stamped_witnessed' : 'evidence.step_stamped_none')}
      {stamps.length > 0 && (
        <ul className="plain-list">
          {stamps.map(({ authority, stamped_at, subject }) => (
            <li key={`${authority}${subject}${stamped_at}`}>
              {authority} · <InstantText at={stamped_at} /> · {subjects[subject]}
            </li>
          ))}
        </ul>
      )}
      {waiting_stamps > 0 && <div>{t('evidence.stamp_waiting', { count: waiting_stamps })}</div>}
    </Step>
  );
}
