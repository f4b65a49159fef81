import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { assessmentStates } from '#domain/assessments/states.ts';
import { api } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { ReasonModal } from '../ui/ReasonModal.tsx';
import { useAct } from '../ui/useAct.ts';
import { type Assessment, loadAnswers, stale } from './assessments.ts';
import { texts } from './texts.ts';

/** Beside the filling: hand it to somebody else as a sheet or link, or discard what was begun by mistake. */
export function FillActs({ assessment: { id, state } }: { assessment: Assessment }) {
  const t = useTexts(texts);
  const may = useMay();
  const navigate = useNavigate();
  const [discarding, setDiscarding] = useState(false);
  const discard = useAct(
    async ({ reason }: { reason: string }, once) => {
      // Answers were saved since the page was opened: the version of now is meant.
      const { version } = await loadAnswers(id);
      return api.POST('/api/assessments/{id}/discard', {
        params: { path: { id } },
        body: { version, reason },
        ...once,
      });
    },
    { silent: true, refresh: stale, after: () => navigate(paths.assessments) },
  );
  if (!may('assessment.answer')) return null;
  return (
    <>
      <Link to={paths.assessmentShare(id)}>{t('share')}</Link>
      <ActButton
        act="assessment.discard"
        danger
        type="text"
        machine={{ table: assessmentStates, state }}
        onClick={() => setDiscarding(true)}
      />
      <ReasonModal
        open={discarding}
        onClose={() => setDiscarding(false)}
        title={t('discard_title')}
        intro={t('discard_intro')}
        danger
        act={discard}
      />
    </>
  );
}
