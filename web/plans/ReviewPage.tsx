import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { loadPlan } from './loadPlan.ts';
import { ReviewDesk } from './ReviewDesk.tsx';

/** A plan document: what was read in it beside its text, until it is adopted; afterwards to look it up. */
export function ReviewPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const plan = useQuery({
    queryKey: ['plan-review', id],
    queryFn: () => loadPlan(id),
    // The page keeps its own copy while it edits: a newer one comes only when it is asked for.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  if (plan.error)
    return (
      <>
        <PageHead title={t('plans.review_title')} />
        <Failed error={plan.error} retry={() => void plan.refetch()} />
      </>
    );
  if (!plan.data) return <Loading />;
  return <ReviewDesk key={`${id}-${plan.dataUpdatedAt}`} plan={plan.data} reload={() => void plan.refetch()} />;
}
