import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, read } from '../api.ts';
import { EvidenceOfRow } from '../EvidenceOfRow.tsx';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { InstantText } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import { Empty } from '../ui/Empty.tsx';
import { StateTag } from '../ui/StateTag.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import type { Programme } from './load.ts';

/** The versions of the plan document, the newest first, and a new one that is still being checked. */
export function VersionsTab({ programme }: { programme: Programme }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const may = useMay()('plan.show');
  const waiting = useQuery({
    queryKey: ['plans', 'of', programme.id],
    queryFn: () =>
      read(api.GET('/api/plans', { params: { query: { programme: programme.id, state: 'under_review' } } })),
    enabled: may && programme.may_change,
  });
  const open = waiting.data?.rows ?? [];
  if (programme.plans.length + open.length === 0)
    return (
      <div className="card">
        <Empty title={t('programmes.versions_none')} text={t('programmes.versions_none_why')} />
      </div>
    );
  return (
    <div className="stack">
      <div className="card">
        <ul className="plain-list version-list">
          {open.map((plan) => (
            <li key={plan.id}>
              <Link to={paths.plan(plan.id)}>{plan.title ?? plan.file_name}</Link>
              <StateTag state={plan.state} />
            </li>
          ))}
          {programme.plans.map((plan) => (
            <li key={plan.id}>
              <span>
                <strong>{t('programmes.version_no', { number: plan.number })}</strong>{' '}
                {may ? <Link to={paths.plan(plan.id)}>{plan.file_name}</Link> : plan.file_name}
                <EvidenceOfRow noun="plan" row={plan.id} plain />
              </span>
              <span className="row">
                {plan.adopted_at && <InstantText at={plan.adopted_at} />}
                {plan.file_id && (
                  <Button
                    size="small"
                    onClick={() =>
                      void download(`/api/files/${plan.file_id}/content`).catch((error: unknown) =>
                        message.error(sentenceOf(error, t)),
                      )
                    }
                  >
                    {t('programmes.download')}
                  </Button>
                )}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <EvidenceOfRow noun="programme" row={programme.id} />
    </div>
  );
}
