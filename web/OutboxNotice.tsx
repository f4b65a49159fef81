import { useQueryClient } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { keepProgram, onArrival, startSending, useOutbox } from './offline.ts';
import { isOf } from './outbox.ts';
import { paths } from './paths.ts';
import { useMay, useSession } from './session.ts';

/** In the shell: how much waits to be sent, what was refused; sends by itself. For those who record off line. */
export function OutboxNotice() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const offline = useMay()('visit.add');
  const { person, post } = useSession();
  const items = useOutbox();
  const me = { person: person?.id ?? '', organisation: post?.organisation ?? '' };
  useEffect(startSending, []);
  useEffect(() => onArrival(() => void client.invalidateQueries({ predicate: isStale })), [client]);
  useEffect(() => {
    if (offline) void keepProgram().catch(() => undefined);
  }, [offline]);
  const mine = items.filter((item) => isOf(item, me));
  const refused = mine.filter((item) => item.refused).length;
  if (items.length === 0) return null;
  const facts = { count: mine.length, refused, others: items.length - mine.length };
  return (
    <Alert
      banner
      role="status"
      type={refused > 0 ? 'error' : 'info'}
      title={
        refused > 0
          ? t('outbox.refused_count', facts)
          : mine.length > 0
            ? t('outbox.waiting_count', facts)
            : t('outbox.others_count', facts)
      }
      action={<Link to={paths.outbox}>{t('outbox.open')}</Link>}
    />
  );
}

const isStale = ({ queryKey }: { queryKey: readonly unknown[] }): boolean => queryKey[0] !== 'session';
