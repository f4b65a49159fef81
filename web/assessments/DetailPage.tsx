import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useEffect } from 'react';
import { Link, Navigate, useParams } from 'react-router';
import { problemOf } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { keepList, keptList } from '../offline.ts';
import { paths } from '../paths.ts';
import { useSession } from '../session.ts';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { StateTag } from '../ui/StateTag.tsx';
import { type Assessment, loadAssessment } from './assessments.ts';
import { FillActs } from './FillActs.tsx';
import { Filling } from './Filling.tsx';
import { texts } from './texts.ts';
import './assessments.css';

/** An assessment that is being filled, also without a network; a finished one goes to its result. */
export function DetailPage() {
  const { id = '' } = useParams();
  const labels = useLabels();
  const t = useTexts(texts);
  const owner = useOwner();
  const name = `assessment/${id}`;
  const found = useQuery({
    queryKey: ['assessments', id],
    queryFn: async (): Promise<{ data: Assessment; kept: boolean }> => {
      try {
        return { data: await loadAssessment(id), kept: false };
      } catch (error) {
        const kept = problemOf(error).reason === 'no_answer' && owner ? await keptList(owner, name) : undefined;
        // Kept below out of an answer of this type.
        if (kept) return { data: kept as Assessment, kept: true };
        throw error;
      }
    },
    networkMode: 'always',
    retry: false,
  });
  const { data, kept = false } = found.data ?? {};
  const fresh = data && !kept && data.state === 'draft' ? data : undefined;
  useEffect(() => {
    if (fresh && owner) void keepList(owner, name, fresh).catch(() => undefined);
  }, [fresh, owner, name]);
  if (found.error)
    return <Failed page={labels.noun('assessments')} error={found.error} retry={() => void found.refetch()} />;
  if (!data) return <Loading />;
  if (data.state === 'finished') return <Navigate to={paths.assessmentResult(id)} replace />;
  const parents = [{ title: labels.noun('assessments'), path: paths.assessments }];
  return (
    <>
      <PageHead
        title={data.enterprise_name}
        tags={<StateTag state={data.state} />}
        parents={parents}
        purpose={data.form_title}
        secondary={kept ? null : <FillActs assessment={data} />}
      />
      {kept && <Alert type="info" showIcon title={t('offline_copy')} className="fill-notice" />}
      {data.state === 'draft' ? (
        <Filling key={data.form} assessment={data} />
      ) : (
        <Alert
          type="info"
          showIcon
          title={t('discarded')}
          action={<Link to={`${paths.newAssessment}?enterprise=${data.enterprise}`}>{t('begin')}</Link>}
        />
      )}
    </>
  );
}

function useOwner() {
  const { person, post } = useSession();
  const [who, organisation] = [person?.id, post?.organisation];
  return who && organisation ? { person: who, organisation } : null;
}
