import { Alert } from 'antd';
import { useEffect, useLayoutEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { useMay, useSession } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { useAct } from '../ui/useAct.ts';
import { type Batch, beginBatch, countAttempt, refuseBatch, settleBatch, unansweredBatch } from './batch.ts';
import { DropFiles } from './DropFiles.tsx';
import type { Chosen } from './folder.ts';
import { ItemLine } from './ItemLine.tsx';
import { add, clearDeposited, type Item, openQueue, queued, watchQueue } from './queue.ts';
import { Receipts } from './Receipts.tsx';
import './evidence.css';

/** What the server takes at once. */
const mostAtOnce = 1_000;

/** Files and folders of one's own: digests are made here, and only they go into the register. */
export function DepositPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const { person, post } = useSession();
  // Before the page is painted: nobody sees what another person chose on this computer.
  useLayoutEffect(() => openQueue(`${person?.id ?? ''}|${post?.id ?? ''}`), [person, post]);
  const items = useSyncExternalStore(watchQueue, queued);
  const open = items.filter(({ deposit }) => deposit === null);
  const sent = items.filter(({ deposit }) => deposit !== null);
  useWarnBeforeLeaving(open.some(({ state }) => state === 'hashing' || state === 'waiting'));
  const take = (chosen: Chosen[]): void => add(chosen);
  return (
    <>
      <PageHead
        title={t('evidence.deposit_title')}
        purpose={t('evidence.deposit_purpose')}
        parents={[{ title: labels.noun('evidence'), path: paths.evidence }]}
      />
      <div className="stack">
        <section className="card" aria-label={t('evidence.deposit_files')}>
          <DropFiles label={t('evidence.choose')} hint={t('evidence.choose_hint')} onChosen={take} />
        </section>
        {open.length > 0 && <Waiting items={open} />}
        {sent.length > 0 && <Receipts items={sent} onClear={clearDeposited} />}
        <Explained />
      </div>
    </>
  );
}

function Waiting({ items }: { items: readonly Item[] }) {
  const { t } = useTranslation();
  const send = useSend();
  const ready = items.filter(({ state, wanted }) => state === 'ready' && wanted);
  const asked = items.filter(({ state }) => state === 'asked');
  const unfinished = items.some(({ state }) => state === 'hashing' || state === 'waiting');
  const tooMany = ready.length > mostAtOnce;
  const reason =
    ready.length + asked.length > 0 && !tooMany
      ? null
      : tooMany
        ? t('evidence.too_many', { most: mostAtOnce, count: ready.length })
        : unfinished
          ? t('evidence.not_ready')
          : t('evidence.nothing_ready');
  return (
    <section className="card" aria-label={t('evidence.chosen', { count: items.length })}>
      <h2>{t('evidence.chosen', { count: items.length })}</h2>
      <ul className="plain-list item-list">
        {items.map((item) => (
          <ItemLine key={item.id} item={item} />
        ))}
      </ul>
      {items.some(({ state }) => state !== 'failed') && (
        <div className="row item-send">
          <ActButton
            type="primary"
            act="evidence.deposit"
            reason={reason}
            loading={send.busy}
            onClick={() => void send.run(ready.map(({ id }) => id))}
          >
            {t('evidence.send', { count: ready.length + asked.length })}
          </ActButton>
          <span className="muted">
            {t(
              asked.length > 0 && !send.busy
                ? 'evidence.send_again'
                : unfinished && ready.length > 0
                  ? 'evidence.send_ready'
                  : 'evidence.send_together',
            )}
          </span>
        </div>
      )}
    </section>
  );
}

/**
 * All of them in one act: the server takes all or none. What had no answer goes again first, just as it was and by the
 * same key, so that nothing is deposited twice; what became ready since follows by itself.
 */
function useSend() {
  const { t } = useTranslation();
  const act = useAct(
    async (batch: Batch) => {
      countAttempt();
      const { key, files } = batch;
      const answer = await api.POST('/api/evidence', { body: { files }, headers: { 'idempotency-key': key } });
      refuseBatch(batch, answer.response.status);
      return answer;
    },
    { refresh: ['evidence'], done: ({ deposits }) => t('evidence.sent', { count: deposits.length }) },
  );
  const send = async (batch: Batch | null): Promise<boolean> => {
    if (batch === null) return true;
    const answer = await act.run(batch);
    if (answer) settleBatch(batch, answer.deposits);
    return answer !== undefined;
  };
  return {
    busy: act.busy,
    run: async (ids: readonly number[]) => {
      if (act.busy || !(await send(unansweredBatch()))) return;
      await send(beginBatch(ids));
    },
  };
}

function useWarnBeforeLeaving(busy: boolean): void {
  useEffect(() => {
    if (!busy) return;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [busy]);
}

function Explained() {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <Alert
      type="info"
      showIcon
      title={t('evidence.explain_title')}
      description={
        <ul className="explain-list in-text">
          <li>{t('evidence.explain_local')}</li>
          <li>{t('evidence.explain_keep')}</li>
          <li>{t('evidence.explain_resume')}</li>
          {may('key.list') && (
            <li>
              <Link to={paths.keys}>{t('evidence.explain_program')}</Link>
            </li>
          )}
        </ul>
      }
    />
  );
}
