import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { paths as Paths } from '../api.gen.ts';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { DayText } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { StateTag } from '../ui/StateTag.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { type ListQuery, useListQuery } from '../ui/useListQuery.ts';
import { MeetingForm } from './MeetingForm.tsx';
import { kinds, meetingStateKeys, type Programme, programmeQuery, useKindWords } from './meetings.ts';

type Asked = NonNullable<Paths['/api/meetings']['get']['parameters']['query']>;

const loadMeetings = (query: Asked) => read(api.GET('/api/meetings', { params: { query } }));

type Row = Awaited<ReturnType<typeof loadMeetings>>['rows'][number];

/** The query of list and export out of what the address holds. */
function filterOf(query: ListQuery, programme: string) {
  const state = meetingStateKeys.find((one) => one === query.one('state'));
  const kind = kinds.find((one) => one === query.one('kind'));
  return {
    programme,
    ...(query.q ? { q: query.q } : {}),
    ...(state ? { state } : {}),
    ...(kind ? { kind } : {}),
  };
}

/** The meetings of one programme, the latest first. */
export function ListPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const { message } = App.useApp();
  const { id = '' } = useParams();
  const programme = useQuery(programmeQuery(id));
  const query = useListQuery(['state', 'kind']);
  const [adding, setAdding] = useState(false);
  const filter = filterOf(query, id);
  const list = useQuery({
    queryKey: ['meetings', query.page, query.size, filter],
    queryFn: () => loadMeetings({ page: query.page, size: query.size, ...filter }),
    placeholderData: keepPreviousData,
  });
  const columns = useColumns();
  const filters = useFilters();
  const exportList = () =>
    download(`/api/meetings/export.xlsx?${new URLSearchParams(filter)}`).catch((error: unknown) => {
      message.error(sentenceOf(error, t));
    });
  return (
    <>
      <PageHead
        title={labels.noun('meetings')}
        purpose={t('meetings.purpose')}
        parents={[
          { title: labels.noun('programmes'), path: paths.programmes },
          { title: programme.data?.title ?? '…', path: paths.programme(id) },
        ]}
        {...useHeadAct(programme.data, () => setAdding(true))}
      />
      <DataTable
        label={labels.noun('meetings')}
        columns={columns}
        data={list.data}
        error={list.error ?? programme.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.id}
        rowName={(row) => row.title}
        query={query}
        search={t('meetings.search')}
        filters={filters}
        onExport={exportList}
        empty={{ title: t('meetings.empty'), text: t('meetings.empty_why') }}
      />
      {adding && <MeetingForm programme={id} onClose={() => setAdding(false)} />}
    </>
  );
}

function useHeadAct(programme: Programme | undefined, open: () => void) {
  const { t } = useTranslation();
  const may = useMay();
  if (!programme?.may_change || !may('meeting.add')) return {};
  const reason = programme.state === 'running' ? null : t('programmes.is_closed');
  return {
    primary: (
      <ActButton type="primary" act="meeting.add" reason={reason} onClick={open}>
        {t('meetings.add')}
      </ActButton>
    ),
  };
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation();
  const kindOf = useKindWords();
  return [
    {
      key: 'title',
      title: t('meetings.title'),
      render: ({ id, title }) => <Link to={paths.meeting(id)}>{title}</Link>,
    },
    { key: 'held_on', title: t('meetings.held_on'), width: 140, render: ({ held_on }) => <DayText day={held_on} /> },
    { key: 'kind', title: t('meetings.kind'), width: 130, render: ({ kind }) => kindOf(kind) },
    {
      key: 'units',
      title: t('meetings.attendance'),
      width: 120,
      render: ({ attended, units, state }) =>
        state === 'planned' ? t('meetings.units_count', { count: units }) : `${attended}/${units}`,
    },
    {
      key: 'resolutions',
      title: t('meetings.resolutions'),
      width: 200,
      render: ({ resolutions, tasks, tasks_done }) =>
        tasks > 0 ? t('meetings.tasks_done', { count: resolutions, done: tasks_done, tasks }) : String(resolutions),
    },
    { key: 'state', title: t('meetings.state'), width: 120, render: ({ state }) => <StateTag state={state} /> },
  ];
}

function useFilters() {
  const { t } = useTranslation();
  const labels = useLabels();
  const kindOf = useKindWords();
  return [
    {
      key: 'state',
      label: t('meetings.state'),
      options: meetingStateKeys.map((value) => ({ value, label: labels.state(value) })),
    },
    { key: 'kind', label: t('meetings.kind'), options: kinds.map((value) => ({ value, label: kindOf(value) })) },
  ];
}
