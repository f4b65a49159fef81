import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { DayText } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { StateTag, Tag } from '../ui/StateTag.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { type ListQuery, useListQuery } from '../ui/useListQuery.ts';
import { gradeTones, loadAssessments, type Row } from './assessments.ts';
import { texts } from './texts.ts';

const sorts = ['name', '-name', 'score', '-score', 'finished_on', '-finished_on', 'started_at', '-started_at'] as const;
const keys = {
  state: ['draft', 'finished', 'discarded'],
  grade: ['A', 'B', 'C', 'D'],
  mode: ['self', 'officer', 'sheet', 'link'],
  scale: ['micro', 'small', 'medium', 'large'],
  latest: ['true'],
} as const;

/** The query of list and export out of what the address holds. */
function filterOf(query: ListQuery) {
  const among = <T extends string>(all: readonly T[], key: string) => all.find((one) => one === query.one(key));
  const [state, grade, mode] = [among(keys.state, 'state'), among(keys.grade, 'grade'), among(keys.mode, 'mode')];
  const [scale, latest, enterprise] = [
    among(keys.scale, 'scale'),
    among(keys.latest, 'latest'),
    query.one('enterprise'),
  ];
  const sort = sorts.find((one) => one === query.sort);
  return {
    ...(query.q ? { q: query.q } : {}),
    ...(state ? { state } : {}),
    ...(grade ? { grade } : {}),
    ...(mode ? { mode } : {}),
    ...(scale ? { scale } : {}),
    ...(latest ? { latest: true } : {}),
    ...(enterprise ? { enterprise } : {}),
    ...(sort ? { sort } : {}),
  };
}

/** Assessments: a firm its own, an office those of its place and of firms that it serves. */
export function ListPage() {
  const { t: ui } = useTranslation();
  const t = useTexts(texts);
  const labels = useLabels();
  const navigate = useNavigate();
  const may = useMay();
  const { message } = App.useApp();
  const query = useListQuery(['state', 'grade', 'mode', 'scale', 'latest', 'enterprise']);
  const filter = filterOf(query);
  const list = useQuery({
    queryKey: ['assessments', 'list', query.page, query.size, filter],
    queryFn: () => loadAssessments({ page: query.page, size: query.size, ...filter }),
    placeholderData: keepPreviousData,
  });
  const exportList = () => {
    const asked = new URLSearchParams(Object.entries(filter).map(([key, value]) => [key, String(value)]));
    return download(`/api/assessments/export.xlsx?${asked}`).catch((error: unknown) => {
      message.error(sentenceOf(error, ui));
    });
  };
  const begin = (
    <ActButton type="primary" act="assessment.start" onClick={() => void navigate(paths.newAssessment)}>
      {t('begin')}
    </ActButton>
  );
  return (
    <>
      <PageHead
        title={labels.noun('assessments')}
        purpose={t('purpose')}
        {...(may('assessment.start') ? { primary: begin } : {})}
      />
      <DataTable
        label={labels.noun('assessments')}
        columns={useColumns()}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.id}
        rowName={(row) => row.enterprise_name}
        query={query}
        search={t('search')}
        filters={useFilters()}
        onExport={exportList}
        empty={{ title: t('empty'), text: t('empty_why'), ...(may('assessment.start') ? { action: begin } : {}) }}
      />
    </>
  );
}

function useColumns(): Column<Row>[] {
  const t = useTexts(texts);
  return [
    {
      key: 'firm',
      title: t('firm'),
      sort: 'name',
      render: ({ id, enterprise_name }) => <Link to={paths.assessment(id)}>{enterprise_name}</Link>,
    },
    { key: 'state', title: t('state'), width: 100, render: ({ state }) => <StateTag state={state} /> },
    {
      key: 'grade',
      title: t('grade'),
      width: 80,
      render: ({ grade }) => (grade ? <Tag tone={gradeTones[grade]}>{grade}</Tag> : ''),
    },
    { key: 'score', title: t('score'), sort: 'score', width: 90, align: 'right', render: ({ score }) => score ?? '' },
    { key: 'missing', title: t('missing'), width: 110, align: 'right', render: ({ key_missing }) => key_missing ?? '' },
    {
      key: 'answered',
      title: t('answered'),
      width: 90,
      align: 'right',
      render: ({ answered, asked }) => `${answered}/${asked}`,
    },
    { key: 'mode', title: t('mode'), width: 110, phone: 'hide', render: ({ mode }) => t(`mode_${mode}`) },
    {
      key: 'finished_on',
      title: t('finished_on'),
      sort: 'finished_on',
      width: 120,
      render: ({ finished_on }) => (finished_on ? <DayText day={finished_on} /> : ''),
    },
    {
      key: 'retest_on',
      title: t('retest_on'),
      width: 170,
      render: ({ retest_on, latest }) =>
        retest_on && latest ? (
          <DayText day={retest_on} due />
        ) : retest_on ? (
          <span className="muted">{t('retested')}</span>
        ) : (
          ''
        ),
    },
  ];
}

function useFilters() {
  const t = useTexts(texts);
  const labels = useLabels();
  return [
    { key: 'state', label: t('state'), options: keys.state.map((value) => ({ value, label: labels.state(value) })) },
    { key: 'grade', label: t('grade'), options: keys.grade.map((value) => ({ value, label: value })) },
    { key: 'mode', label: t('mode'), options: keys.mode.map((value) => ({ value, label: t(`mode_${value}`) })) },
    { key: 'scale', label: t('scale'), options: keys.scale.map((value) => ({ value, label: t(`size_${value}`) })) },
    { key: 'latest', label: t('latest'), options: [{ value: 'true', label: t('latest_true') }] },
  ];
}
