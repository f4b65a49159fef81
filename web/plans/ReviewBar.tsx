import DownOutlined from '@ant-design/icons/es/icons/DownOutlined';
import UndoOutlined from '@ant-design/icons/es/icons/UndoOutlined';
import UpOutlined from '@ant-design/icons/es/icons/UpOutlined';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '../api.ts';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { sentenceOfProblem } from '../ui/sentenceOf.ts';
import { useAct } from '../ui/useAct.ts';
import { useFieldWords } from './useFieldWords.ts';
import type { Review } from './useReview.ts';

type Props = {
  plan: string;
  review: Review;
  pending: readonly string[];
  active: string | null;
  /** The item that the server refused, if it named one. */
  wrong: string | null;
  go: (id: string) => void;
  adopt: () => void;
  reload: () => void;
};

/** Above the desk: how much is left to check, the way to the next, saved or not, undo, adopt. */
export function ReviewBar({ plan, review, pending, active, wrong, go, adopt, reload }: Props) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const at = active === null ? -1 : pending.indexOf(active);
  const step = (by: 1 | -1): void => {
    const next = pending[(at + by + (at === -1 && by === -1 ? 1 : 0) + pending.length) % pending.length];
    if (next !== undefined) go(next);
  };
  return (
    <div className="review-bar">
      <div className="row">
        <strong role="status">
          {pending.length > 0 ? t('plans.pending', { count: pending.length }) : t('plans.pending_none')}
        </strong>
        {pending.length > 0 && (
          <>
            <Button size="small" icon={<UpOutlined />} onClick={() => step(-1)}>
              {t('plans.previous')}
            </Button>
            <Button size="small" icon={<DownOutlined />} onClick={() => step(1)}>
              {t('plans.next')}
            </Button>
          </>
        )}
      </div>
      <div className="row">
        <SaveWords review={review} />
        <ActButton
          size="small"
          icon={<UndoOutlined />}
          reason={review.canUndo ? null : t('plans.nothing_to_undo')}
          onClick={review.undo}
        >
          {t('ui.undo')}
        </ActButton>
        <DiscardButton plan={plan} review={review} />
        <ActButton type="primary" act="plan.adopt" onClick={adopt} />
      </div>
      {(review.state === 'refused' || review.state === 'conflict') && review.problem && (
        <Alert
          className="review-problem"
          type="error"
          showIcon
          role="alert"
          title={words(sentenceOfProblem(review.problem, t), review.problem.field)}
          action={
            review.state === 'conflict' ? (
              <div className="row">
                <Button size="small" onClick={() => void review.keepMine()}>
                  {t('ui.conflict_mine')}
                </Button>
                <Button size="small" onClick={reload}>
                  {t('ui.conflict_theirs')}
                </Button>
              </div>
            ) : wrong ? (
              <Button size="small" onClick={() => go(wrong)}>
                {t('plans.show_field')}
              </Button>
            ) : (
              <Button size="small" onClick={() => void review.flush()}>
                {t('ui.retry')}
              </Button>
            )
          }
        />
      )}
    </div>
  );
}

function SaveWords({ review }: { review: Review }) {
  const { t } = useTranslation();
  const words = {
    saved: t('plans.saved'),
    waiting: t('plans.saving'),
    saving: t('plans.saving'),
    refused: t('plans.not_saved'),
    conflict: t('plans.not_saved'),
  };
  return (
    <span className={review.state === 'refused' || review.state === 'conflict' ? 'bad' : 'muted'} role="status">
      {words[review.state]}
    </span>
  );
}

/** Says first what it does: the document can be uploaded again afterwards. */
function DiscardButton({ plan, review }: { plan: string; review: Review }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [sure, setSure] = useState(false);
  const discard = useAct(
    (_: null, once) =>
      api.POST('/api/plans/{id}/discard', {
        params: { path: { id: plan } },
        body: { version: review.version },
        ...once,
      }),
    { done: t('plans.discarded'), refresh: ['plans'], after: () => void navigate(paths.plans) },
  );
  if (!sure) return <ActButton size="small" act="plan.discard" onClick={() => setSure(true)} />;
  return (
    <span className="row" role="alert">
      {t('plans.discard_sure')}
      <Button
        size="small"
        danger
        loading={discard.busy}
        onClick={() => void review.flush().then(() => discard.run(null))}
      >
        {t('plans.discard_yes')}
      </Button>
      <Button size="small" onClick={() => setSure(false)}>
        {t('ui.cancel')}
      </Button>
    </span>
  );
}
