import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api.ts';
import { Empty } from '../ui/Empty.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Tag } from '../ui/StateTag.tsx';
import type { Review } from './useReview.ts';

type Unit = Awaited<ReturnType<typeof loadUnits>>['rows'][number];

const loadUnits = (plan: string) => read(api.GET('/api/plans/{id}/units', { params: { path: { id: plan } } }));

export const unitsQuery = (plan: string) => ({ queryKey: ['plan-units', plan], queryFn: () => loadUnits(plan) });

const isOpen = ({ kind, organisations }: Unit): boolean =>
  kind === 'many' || kind === 'none' || organisations.length === 0;

/** Which organisations of the directory the unit names of the draft mean; what is open or ambiguous comes first. */
export function UnitsPane({ plan, review, readOnly }: { plan: string; review: Review; readOnly: boolean }) {
  const { t } = useTranslation();
  const units = useQuery(unitsQuery(plan));
  if (units.error) return <Failed error={units.error} retry={() => void units.refetch()} />;
  if (!units.data) return <Loading />;
  if (units.data.total === 0) return <Empty title={t('plans.units_none')} text={t('plans.units_none_why')} />;
  const sorted = [...units.data.rows].sort((one, other) => Number(isOpen(other)) - Number(isOpen(one)));
  const open = sorted.filter(isOpen).length;
  return (
    <div className="units-pane">
      <p className={open > 0 ? 'warn' : 'good'}>
        {open > 0
          ? t('plans.units_open', { count: open, total: sorted.length })
          : t('plans.units_done', { total: sorted.length })}
      </p>
      <p className="muted">{t('plans.units_why')}</p>
      <ul className="plain-list units-list">
        {sorted.map((unit) => (
          <li key={unit.name}>
            <UnitLine unit={unit} review={review} readOnly={readOnly} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function UnitLine({ unit, review, readOnly }: { unit: Unit; review: Review; readOnly: boolean }) {
  const { t } = useTranslation();
  const { name, kind, organisations, tasks } = unit;
  const words: Readonly<Record<Unit['kind'], string>> = {
    one: t('plans.unit_one'),
    chosen: t('plans.unit_chosen'),
    group: t('plans.unit_group', { count: organisations.length }),
    many: t('plans.unit_many', { count: organisations.length }),
    none: t('plans.unit_none'),
  };
  const open = isOpen(unit);
  return (
    <div className="unit-line">
      <div className="unit-name">
        <strong>{name}</strong>
        <span className="muted">{t('plans.unit_tasks', { count: tasks })}</span>
      </div>
      <div className="unit-state">
        <Tag tone={open ? (kind === 'many' ? 'warn' : 'plain') : 'good'}>
          {open && kind === 'group' ? t('plans.unit_none') : words[kind]}
        </Tag>
        {!open && kind !== 'chosen' && <span className="muted">{organisations.map((one) => one.name).join('、')}</span>}
        {!readOnly && <OrganisationPicker unit={unit} review={review} />}
      </div>
    </div>
  );
}

/** One organisation, or several: then each of them gets its own part of the task. */
function OrganisationPicker({ unit, review }: { unit: Unit; review: Review }) {
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const [open, setOpen] = useState(false);
  const found = useQuery({
    queryKey: ['organisations', 'pick', q],
    queryFn: () => read(api.GET('/api/organisations', { params: { query: { q, size: 20 } } })),
    enabled: q.trim().length > 0,
  });
  const chosen = review.units[unit.name] ?? [];
  const known = new Map([
    ...unit.organisations.map((one) => [one.org_id, one.name] as const),
    ...(found.data?.rows ?? []).map((one) => [one.id, one.name] as const),
  ]);
  const offered = q.trim()
    ? (found.data?.rows ?? []).map((one) => one.id)
    : unit.kind === 'many'
      ? unit.organisations.map((one) => one.org_id)
      : [];
  return (
    <Select
      mode="multiple"
      className="unit-picker"
      open={open}
      onOpenChange={setOpen}
      onSelect={() => setOpen(false)}
      size="small"
      aria-label={t('plans.unit_choose', { name: unit.name })}
      placeholder={unit.kind === 'many' ? t('plans.unit_choose_one') : t('plans.unit_search')}
      value={[...chosen]}
      showSearch={{ filterOption: false, searchValue: q, onSearch: setQ }}
      notFoundContent={q.trim() ? t('plans.unit_not_found') : t('plans.unit_search')}
      options={[...new Set([...offered, ...chosen])].map((id) => ({ value: id, label: known.get(id) ?? id }))}
      onChange={(ids: string[]) => {
        review.choose(unit.name, ids);
        setQ('');
      }}
    />
  );
}
