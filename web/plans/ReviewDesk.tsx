import { Segmented, Tabs } from 'antd';
import { memo, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Draft } from '#domain/plans/schema.ts';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { StateTag } from '../ui/StateTag.tsx';
import { TextWithMarks } from '../ui/TextWithMarks.tsx';
import type { TextMark } from '../ui/text-blocks.ts';
import { usePhone } from '../ui/usePhone.ts';
import { AdoptModal } from './AdoptModal.tsx';
import { DifferencePane } from './DifferencePane.tsx';
import { DraftPane } from './DraftPane.tsx';
import { itemOfField, marksOf, pendingOf } from './draft-items.ts';
import type { PlanShown } from './loadPlan.ts';
import { ReviewBar } from './ReviewBar.tsx';
import { UnitsPane } from './UnitsPane.tsx';
import { useDraftActs } from './useDraftActs.ts';
import { useReview } from './useReview.ts';
import './review.css';

/** Not drawn again while only the draft changes. */
const SteadyText = memo(TextWithMarks);

type Side = 'draft' | 'units' | 'difference';

/** The desk: text at the left, what was recognised at the right; on a phone one after the other. */
export function ReviewDesk({ plan, reload }: { plan: PlanShown; reload: () => void }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const phone = usePhone();
  // The document of the API writes a pair as a list; the server's schema gives exactly two numbers.
  const review = useReview(plan.id, { ...plan, draft: plan.draft as Draft });
  const [active, setActive] = useState<string | null>(null);
  const [hovered, setHovered] = useState<string | null>(null);
  const [side, setSide] = useState<Side>('draft');
  const [shown, setShown] = useState<'text' | 'draft'>('draft');
  const [adopting, setAdopting] = useState(false);
  const { draft } = review;
  const readOnly = !plan.may_change;

  const pick = useCallback((id: string) => setActive((before) => (before === id ? null : id)), []);
  const go = useCallback((id: string) => {
    setSide('draft');
    setActive(id);
  }, []);
  const pickInText = useCallback(
    (id: string) => {
      go(id);
      setShown('draft');
    },
    [go],
  );
  const acts = useDraftActs({ review, readOnly, pick, go, hover: setHovered });
  const marks = useSteady(marksOf(draft));
  const pending = useMemo(() => pendingOf(draft), [draft]);
  const wrong = review.problem?.field ? itemOfField(draft, review.problem.field) : null;

  const text = plan.text ? (
    <SteadyText
      label={t('plans.text_of', { file: plan.file_name })}
      text={plan.text}
      marks={marks}
      active={active}
      hovered={hovered}
      onPick={pickInText}
      onHover={setHovered}
    />
  ) : null;
  const tabs = [
    {
      key: 'draft',
      label: plan.text ? t('plans.tab_draft') : t('plans.tab_content'),
      children: <DraftPane written={plan.text !== ''} draft={draft} active={active} hovered={hovered} acts={acts} />,
    },
    {
      key: 'units',
      label: t('plans.tab_units'),
      children: <UnitsPane plan={plan.id} review={review} readOnly={readOnly} />,
    },
    ...(plan.revises
      ? [{ key: 'difference', label: t('plans.tab_difference'), children: <DifferencePane plan={plan.id} /> }]
      : []),
  ];
  const right = <Tabs className="review-tabs" activeKey={side} items={tabs} onChange={(key) => setSide(key as Side)} />;
  return (
    <div className="review">
      <PageHead
        title={draft.title.value ?? plan.file_name}
        parents={[{ title: labels.noun('plans'), path: paths.plans }]}
        tags={<StateTag state={plan.state} />}
        purpose={
          plan.may_change ? t(plan.text ? 'plans.review_purpose' : 'plans.blank_purpose') : <Adopted plan={plan} />
        }
      />
      {plan.may_change && (
        <ReviewBar
          review={review}
          pending={pending}
          active={active}
          wrong={wrong}
          go={go}
          reload={reload}
          adopt={() => void review.flush().then((done) => done && setAdopting(true))}
          plan={plan.id}
        />
      )}
      {text === null && right}
      {text !== null && phone && (
        <>
          <Segmented
            block
            value={shown}
            options={[
              { value: 'draft', label: t('plans.side_draft') },
              { value: 'text', label: t('plans.side_text') },
            ]}
            onChange={setShown}
          />
          {shown === 'text' ? text : right}
        </>
      )}
      {text !== null && !phone && (
        <div className="review-desk">
          {text}
          {right}
        </div>
      )}
      {adopting && (
        <AdoptModal plan={plan} review={review} onClose={() => setAdopting(false)} showUnits={() => setSide('units')} />
      )}
    </div>
  );
}

/** The same list as before as long as nothing in it differs: the text is then not drawn again at every key. */
function useSteady(marks: readonly TextMark[]): readonly TextMark[] {
  const last = useRef(marks);
  const same =
    last.current.length === marks.length &&
    marks.every((mark, at) => {
      const before = last.current[at];
      return (
        before?.id === mark.id && before.start === mark.start && before.end === mark.end && before.tone === mark.tone
      );
    });
  if (!same) last.current = marks;
  return last.current;
}

function Adopted({ plan }: { plan: PlanShown }) {
  const { t } = useTranslation();
  if (!plan.programme_id) return t('plans.read_only');
  return (
    <span className="in-text">
      {t('plans.adopted_as')} <Link to={paths.programme(plan.programme_id)}>{t('plans.open_programme')}</Link>
    </span>
  );
}
