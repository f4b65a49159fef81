import { App, Button } from 'antd';
import { useNavigate } from 'react-router';
import { api } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { useAct } from '../ui/useAct.ts';
import { type Assessment, type Item, stale } from './assessments.ts';
import { texts } from './texts.ts';
import type { useDraft } from './useDraft.ts';

type Props = {
  assessment: Assessment;
  draft: ReturnType<typeof useDraft>;
  missing: readonly Item[];
  before: string | undefined;
  after: string | undefined;
  go: (code: string | undefined) => void;
};

/** Back, next, and at the end: finish, or why it cannot be finished yet. */
export function FinishBar({ assessment: { id }, draft, missing, before, after, go }: Props) {
  const t = useTexts(texts);
  const { modal } = App.useApp();
  const navigate = useNavigate();
  const finish = useAct(
    (body: { version: number }, once) =>
      api.POST('/api/assessments/{id}/finish', { params: { path: { id } }, body, ...once }),
    { done: t('finished'), refresh: stale, after: () => navigate(paths.assessmentResult(id), { replace: true }) },
  );
  const reason =
    missing.length > 0
      ? t('finish_missing', { count: missing.length })
      : draft.conflicts.length > 0
        ? t('finish_conflicts', { count: draft.conflicts.length })
        : draft.unsent > 0
          ? t('finish_unsent')
          : null;
  const ask = () =>
    modal.confirm({
      title: t('finish_title'),
      content: t('finish_text'),
      okText: t('finish'),
      onOk: async () => {
        const { data } = await draft.refetch();
        await finish.run({ version: data?.version ?? draft.answers.version });
      },
    });
  return (
    <div className="fill-bar">
      <Button size="large" disabled={before === undefined} onClick={() => go(before)}>
        {t('previous_part')}
      </Button>
      {after === undefined ? (
        <>
          {missing[0] && (
            <Button size="large" onClick={() => go(missing[0]?.dimension)}>
              {t('to_missing')}
            </Button>
          )}
          <ActButton
            size="large"
            type="primary"
            act="assessment.finish"
            reason={reason}
            loading={finish.busy}
            onClick={ask}
          >
            {t('finish')}
          </ActButton>
        </>
      ) : (
        <Button size="large" type="primary" onClick={() => go(after)}>
          {t('next_part')}
        </Button>
      )}
    </div>
  );
}
