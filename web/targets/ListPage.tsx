import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { standings } from '#domain/targets/schema.ts';
import { useDivisionFilter } from '../divisionFilter.ts';
import { useLabels, useLanguage } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { useStanding } from '../standing.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { DayText } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import type { Filter } from '../ui/ListTools.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { useListQuery } from '../ui/useListQuery.ts';
import { TargetForm } from './TargetForm.tsx';
import {
  addressOf,
  filterKeys,
  filterOf,
  metricsQuery,
  programmesQuery,
  sortOf,
  type TargetRow,
  targetsQuery,
} from './targets.ts';
import { ValueBar } from './ValueBar.tsx';
import { useAim, useForecast } from './words.ts';

/** Counted targets against their time: computed value, override beside it, forecast, standing. */
export function ListPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const query = useListQuery([...filterKeys, 'parts']);
  const [adding, setAdding] = useState(false);
  const filter = filterOf(query);
  const list = useQuery(targetsQuery({ ...filter, ...sortOf(query), page: query.page, size: query.size }));
  return (
    <>
      <PageHead
        title={labels.noun('targets')}
        purpose={t('targets.purpose')}
        secondary={<Link to={paths.statistics}>{labels.noun('statistics')}</Link>}
        {...(may('target.add')
          ? {
              primary: (
                <ActButton type="primary" act="target.add" onClick={() => setAdding(true)}>
                  {t('targets.add')}
                </ActButton>
              ),
            }
          : {})}
      />
      <DataTable<TargetRow>
        label={labels.noun('targets')}
        columns={useColumns(query.one('programme') === undefined)}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.id}
        rowName={(row) => row.subject_text}
        rowClass={(row) => (row.standing === 'overdue' ? 'row-late' : '')}
        query={query}
        search={t('targets.search')}
        filters={[...useDivisionFilter(query), ...useFilters()]}
        onExport={() => download(`/api/targets/export.xlsx?${addressOf({ ...filter, ...sortOf(query) })}`)}
        empty={{
          title: t('targets.none'),
          text: t('targets.none_cure'),
          ...(may('plan.read') ? { action: <Link to={paths.plans}>{t('home.upload_plan')}</Link> } : {}),
        }}
      />
      <TargetForm open={adding} onClose={() => setAdding(false)} programme={query.one('programme')} />
    </>
  );
}

function useFilters(): Filter[] {
  const { t } = useTranslation();
  const labels = useLabels();
  const language = useLanguage();
  const standing = useStanding();
  const programmes = useQuery(programmesQuery);
  const metrics = useQuery(metricsQuery);
  return [
    {
      key: 'programme',
      label: labels.noun('programmes'),
      options: (programmes.data?.rows ?? []).map(({ id, title }) => ({ value: id, label: title })),
    },
    {
      key: 'standing',
      label: t('targets.standing'),
      options: standings.map((value) => ({ value, label: standing(value).label })),
    },
    {
      key: 'subject',
      label: labels.noun('statistics'),
      options: (metrics.data?.rows ?? []).map((metric) => ({ value: metric.key, label: metric[language] })),
    },
    { key: 'parts', label: t('targets.parts'), options: [{ value: 'true', label: t('targets.with_parts') }] },
  ];
}

function useColumns(withProgramme: boolean): Column<TargetRow>[] {
  const { t } = useTranslation();
  const aim = useAim();
  const forecast = useForecast();
  const standing = useStanding();
  return [
    {
      key: 'target',
      title: t('targets.target'),
      render: (row) => (
        <div className="target-name">
          <Link to={paths.target(row.id)}>{row.subject_text}</Link>
          <small className="muted">
            {[row.division_name ?? row.organisation_name, withProgramme ? row.programme_title : null]
              .filter(Boolean)
              .join(' · ')}
            {row.part_count > 0 && ` ${t('targets.split_into', { count: row.part_count })}`}
          </small>
        </div>
      ),
    },
    { key: 'aim', title: t('targets.aim'), width: 120, render: aim },
    {
      key: 'value',
      title: t('targets.value_and_time'),
      sort: 'achieved',
      width: 230,
      render: (row) => <ValueBar target={row} />,
    },
    {
      key: 'by_on',
      title: t('targets.by_on'),
      sort: 'by_on',
      width: 170,
      render: (row) => <DayText day={row.by_on} due settled={row.standing === 'met'} />,
    },
    {
      key: 'standing',
      title: t('targets.standing'),
      sort: 'standing',
      width: 110,
      render: (row) => {
        const { tone, label } = standing(row.standing);
        return <Tag tone={tone}>{label}</Tag>;
      },
    },
    {
      key: 'forecast',
      title: t('targets.forecast'),
      width: 190,
      phone: 'hide',
      render: (row) => <span className="muted">{forecast(row)}</span>,
    },
  ];
}
