import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, read } from '../api.ts';
import { paths } from '../paths.ts';
import { sentenceOfProblem } from '../ui/sentenceOf.ts';
import { useAct } from '../ui/useAct.ts';
import { itemOfField } from './draft-items.ts';
import type { PlanShown } from './loadPlan.ts';
import { unitsQuery } from './UnitsPane.tsx';
import { useDifference } from './useDifference.ts';
import { useFieldWords } from './useFieldWords.ts';
import type { Review } from './useReview.ts';

type Props = { plan: PlanShown; review: Review; onClose: () => void; showUnits: () => void };

/** What adoption will make, before it is done: counts, open units, the superior's programme. */
export function AdoptModal({ plan, review, onClose, showUnits }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [scope, setScope] = useState('');
  const [superior, setSuperior] = useState<string | null>(null);
  const fields = useId();
  const adopt = useAct(
    (_: null, once) => {
      const more = plan.revises
        ? {}
        : { ...(scope.trim() ? { scope: scope.trim() } : {}), ...(superior ? { carries_out: superior } : {}) };
      return api.POST('/api/plans/{id}/adopt', {
        params: { path: { id: plan.id } },
        body: { version: review.version, ...more },
        ...once,
      });
    },
    { done: t('plans.adopted'), silent: true, after: ({ programme }) => void navigate(paths.programme(programme)) },
  );
  const words = useFieldWords();
  const { problem } = adopt;
  const programme = problem?.reason === 'already_adopted' ? String(problem.facts?.['programme'] ?? '') : '';
  return (
    <Modal
      open
      title={plan.revises ? t('plans.adopt_revision') : t('plans.adopt_title')}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('ui.cancel')}
        </Button>,
        <Button key="adopt" type="primary" loading={adopt.busy} onClick={() => void adopt.run(null)}>
          {t('plans.adopt_yes')}
        </Button>,
      ]}
    >
      {problem && (
        <Alert
          type="error"
          showIcon
          role="alert"
          className="form-problem"
          title={words(sentenceOfProblem(problem, t), problem.field)}
          action={
            programme ? (
              <Button size="small" onClick={() => void navigate(paths.programme(programme))}>
                {t('plans.open_programme')}
              </Button>
            ) : problem.field && itemOfField(review.draft, problem.field) ? (
              <Button size="small" onClick={onClose}>
                {t('plans.show_field')}
              </Button>
            ) : undefined
          }
        />
      )}
      {plan.revises ? <RevisionSummary plan={plan.id} /> : <Summary review={review} />}
      <OpenUnits
        plan={plan.id}
        show={() => {
          showUnits();
          onClose();
        }}
      />
      {!plan.revises && (
        <div className="draft-fields adopt-fields">
          <div className="draft-field draft-field-prose">
            <label htmlFor={`${fields}-scope`}>{t('plans.scope')}</label>
            <Input
              id={`${fields}-scope`}
              value={scope}
              maxLength={1000}
              placeholder={t('plans.scope_hint')}
              onChange={({ target }) => setScope(target.value)}
            />
          </div>
          <div className="draft-field draft-field-prose">
            <label htmlFor={`${fields}-superior`}>{t('plans.carries_out')}</label>
            <SuperiorSelect id={`${fields}-superior`} value={superior} onChange={setSuperior} />
          </div>
        </div>
      )}
    </Modal>
  );
}

function Summary({ review }: { review: Review }) {
  const { t } = useTranslation();
  const { measures, phases, targets, council, reports } = review.draft;
  const tasks = measures.flatMap((measure) => measure.tasks);
  const idle = tasks.filter((task) => task.lead_units.length + task.supporting_units.length === 0).length;
  const members = council?.members.length ?? 0;
  const sendings = reports.reduce((sum, report) => sum + report.due.length, 0);
  const lines = [
    t('plans.makes_phases', { count: phases.length }),
    t('plans.makes_work', { measures: measures.length, tasks: tasks.length }),
    t('plans.makes_targets', { count: targets.length }),
    ...(members > 0 ? [t('plans.makes_members', { count: members })] : []),
    ...(sendings > 0 ? [t('plans.makes_reports', { count: sendings })] : []),
  ];
  return (
    <>
      <p>{t('plans.adopt_makes')}</p>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {idle > 0 && (
        <Alert type="warning" showIcon className="form-problem" title={t('plans.adopt_no_units', { count: idle })} />
      )}
    </>
  );
}

function RevisionSummary({ plan }: { plan: string }) {
  const { t } = useTranslation();
  const { data } = useDifference(plan);
  if (!data) return null;
  const all = [...data.phases, ...data.measures, ...data.tasks, ...data.targets];
  const count = (kind: string) => all.filter((change) => change.kind === kind).length;
  return (
    <p>
      {t('plans.revision_makes', {
        added: count('added'),
        changed: count('changed'),
        removed: count('removed'),
        same: data.same,
      })}
    </p>
  );
}

function OpenUnits({ plan, show }: { plan: string; show: () => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(unitsQuery(plan));
  const open =
    data?.rows.filter(({ kind, organisations }) => kind === 'many' || organisations.length === 0).length ?? 0;
  if (open === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('plans.adopt_open_units', { count: open })}
      action={
        <Button size="small" onClick={show}>
          {t('plans.show_units')}
        </Button>
      }
    />
  );
}

function SuperiorSelect({
  id,
  value,
  onChange,
}: {
  id: string;
  value: string | null;
  onChange: (id: string | null) => void;
}) {
  const { t } = useTranslation();
  const above = useQuery({
    queryKey: ['programmes', 'above'],
    queryFn: () => read(api.GET('/api/programmes', { params: { query: { relation: 'above', size: 200 } } })),
  });
  const options =
    above.data?.rows.map((row) => ({ value: row.id, label: `${row.division_name} · ${row.title}` })) ?? [];
  return (
    <Select
      id={id}
      allowClear
      value={value}
      options={options}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={options.length === 0 ? t('plans.no_superior') : t('plans.choose_superior')}
      onChange={(chosen?: string | null) => onChange(chosen ?? null)}
    />
  );
}
