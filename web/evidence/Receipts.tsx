import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../paths.ts';
import { loadDeposit, refreshWhile } from './evidence.ts';
import { ItemLine } from './ItemLine.tsx';
import { ProofButton } from './ProofButton.tsx';
import type { Item } from './queue.ts';
import { StandingWords } from './StandingWords.tsx';

/** What went into the register: each with its state until it is published, and its proof. */
export function Receipts({ items, onClear }: { items: readonly Item[]; onClear: () => void }) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-label={t('evidence.receipts', { count: items.length })}>
      <div className="row receipts-head">
        <h2>{t('evidence.receipts', { count: items.length })}</h2>
        <Button size="small" onClick={onClear}>
          {t('evidence.receipts_clear')}
        </Button>
      </div>
      <ul className="plain-list item-list">
        {items.map((item) => (
          <Receipt key={item.id} item={item} />
        ))}
      </ul>
    </section>
  );
}

function Receipt({ item }: { item: Item }) {
  const { t } = useTranslation();
  const id = item.deposit ?? '';
  const deposit = useQuery({
    queryKey: ['evidence', 'one', id],
    queryFn: () => loadDeposit(id),
    refetchInterval: ({ state }) => refreshWhile(state.data ? [state.data] : undefined),
  });
  return (
    <>
      <ItemLine item={item} />
      {deposit.data && (
        <li className="row receipt">
          <StandingWords deposit={deposit.data} />
          <ProofButton deposit={deposit.data} size="small" />
          <Link to={paths.deposit(id)}>{t('evidence.open_deposit')}</Link>
        </li>
      )}
    </>
  );
}
