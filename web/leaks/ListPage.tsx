import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { InstantText } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { type ListQuery, useListQuery } from '../ui/useListQuery.ts';
import { type Leak, leakKinds, useGuide, useSay } from './leaks.ts';
import { KindTag, LeakStateTag, SecretLinks } from './parts.tsx';
import './leaks.css';

type Row = Omit<Leak, 'versions' | 'packages'>;

const leakStateNames = ['open', 'contained', 'closed'] as const;

function filterOf(query: ListQuery) {
  const kind = leakKinds.find((one) => one === query.one('kind'));
  const state = leakStateNames.find((one) => one === query.one('state'));
  return { ...(kind ? { kind } : {}), ...(state ? { state } : {}) };
}

/** Incidents and rehearsals by number; what happened in them is sealed (C22). */
export function ListPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const say = useSay();
  const navigate = useNavigate();
  const may = useMay();
  const { message } = App.useApp();
  const query = useListQuery(['kind', 'state']);
  const filter = filterOf(query);
  const list = useQuery({
    queryKey: ['leaks', 'list', query.page, query.size, filter],
    queryFn: () =>
      read(api.GET('/api/leaks', { params: { query: { page: query.page, size: query.size, ...filter } } })),
    placeholderData: keepPreviousData,
  });
  const columns = useColumns();
  const exportList = () =>
    download(`/api/leaks/export.xlsx?${new URLSearchParams(filter)}`).catch((error: unknown) => {
      message.error(sentenceOf(error, t));
    });
  return (
    <>
      <PageHead
        title={labels.noun('leaks')}
        purpose={say('purpose')}
        {...(may('leak.add')
          ? {
              primary: (
                <ActButton type="primary" danger act="leak.add" onClick={() => navigate(paths.newLeak)}>
                  {say('report')}
                </ActButton>
              ),
              secondary: (
                <>
                  <Button onClick={() => navigate(`${paths.newLeak}?kind=rehearsal`)}>{say('rehearse')}</Button>
                  <Button onClick={() => navigate(paths.leakReadiness)}>{say('readiness')}</Button>
                  <Button onClick={() => navigate(paths.leakPackage)}>{say('package')}</Button>
                </>
              ),
            }
          : {})}
      />
      <DataTable<Row>
        label={labels.noun('leaks')}
        columns={columns}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={({ id }) => id}
        rowName={({ number }) => say('number_of', { number })}
        query={query}
        filters={[
          {
            key: 'kind',
            label: say('kind'),
            options: leakKinds.map((value) => ({ value, label: say(`kind_${value}`) })),
          },
          {
            key: 'state',
            label: say('state'),
            options: leakStateNames.map((value) => ({ value, label: say(`state_${value}`) })),
          },
        ]}
        onExport={exportList}
        empty={{ title: say('empty'), ...(may('leak.add') ? { text: <Prepare /> } : {}) }}
      />
    </>
  );
}

/** What to do while nothing has happened. */
function Prepare() {
  const say = useSay();
  return (
    <>
      <span>{say('empty_why')}</span>
      <br />
      <Link to={paths.documentTemplate('leak-plan')}>{say('empty_1')}</Link>
      <br />
      <Link to={`${paths.newLeak}?kind=rehearsal`}>{say('empty_2')}</Link>
      <br />
      <Link to={paths.leakReadiness}>{say('empty_3')}</Link>
    </>
  );
}

function useColumns(): Column<Row>[] {
  const say = useSay();
  const total = useGuide().data?.steps.length ?? 0;
  return [
    {
      key: 'number',
      title: say('number'),
      render: (row) => <Link to={paths.leak(row.id)}>{say('number_of', { number: row.number })}</Link>,
    },
    { key: 'kind', title: say('kind'), width: 140, render: ({ kind }) => <KindTag kind={kind} /> },
    { key: 'state', title: say('state'), width: 140, render: ({ state }) => <LeakStateTag state={state} /> },
    { key: 'found_at', title: say('found_at'), width: 170, render: ({ found_at }) => <InstantText at={found_at} /> },
    {
      key: 'steps',
      title: say('steps'),
      width: 170,
      render: ({ steps }) => say('steps_of', { done: Object.keys(steps).length, total }),
    },
    { key: 'secrets', title: say('secrets'), width: 220, render: (row) => <SecretLinks leak={row} /> },
  ];
}
