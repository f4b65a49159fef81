import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { pathOf, paths } from '../paths.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { DayText } from '../ui/DayText.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { useListQuery } from '../ui/useListQuery.ts';
import { visitTexts } from './texts.ts';
import type { Firm } from './visits.ts';

const needs = ['weak', 'unvisited', 'open'] as const;
type Asked = { page: number; size: number; q?: string; served?: boolean; need?: (typeof needs)[number] };
const loadFirms = (query: Asked) => read(api.GET('/api/visits/firms', { params: { query } }));

/** Firms that I may visit: those my organisation serves first, then those longest not visited. */
export function FirmsPage() {
  const say = useTexts(visitTexts);
  const labels = useLabels();
  const query = useListQuery(['need', 'served']);
  const { page, size, q } = query;
  const need = needs.find((one) => one === query.one('need'));
  const filter = { ...(q ? { q } : {}), ...(need ? { need } : {}), ...(query.one('served') ? { served: true } : {}) };
  const list = useQuery({
    queryKey: ['visits', 'firms', page, size, filter],
    queryFn: () => loadFirms({ page, size, ...filter }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHead
        title={say('firms')}
        purpose={say('firms_purpose')}
        parents={[{ title: labels.noun('visits'), path: paths.visits }]}
      />
      <DataTable
        label={say('firms')}
        columns={useColumns()}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        query={query}
        search={say('search')}
        filters={[
          {
            key: 'need',
            label: say('need'),
            options: [
              { value: 'weak', label: say('need_weak') },
              { value: 'unvisited', label: say('need_unvisited') },
              { value: 'open', label: say('filter_open') },
            ],
          },
          { key: 'served', label: say('served'), options: [{ value: 'yes', label: say('served_yes') }] },
        ]}
        empty={{ title: say('firms_none'), text: say('firms_none_why') }}
      />
    </>
  );
}

function useColumns(): Column<Firm>[] {
  const say = useTexts(visitTexts);
  const navigate = useNavigate();
  return [
    {
      key: 'firm',
      title: say('firm'),
      render: ({ id, name }) => {
        const path = pathOf('enterprise', id);
        return path ? <Link to={path}>{name}</Link> : name;
      },
    },
    {
      key: 'visited',
      title: say('last'),
      width: 160,
      render: ({ visited_on }) =>
        visited_on ? <DayText day={visited_on} /> : <Tag tone="warn">{say('firm_never')}</Tag>,
    },
    { key: 'grade', title: say('grade'), width: 90, render: ({ grade }) => grade ?? '' },
    {
      key: 'open',
      title: say('open'),
      width: 130,
      render: ({ id, open }) =>
        open.length > 0 ? (
          <Link to={`${paths.visits}?enterprise=${id}&findings=open`}>{say('firm_open', { count: open.length })}</Link>
        ) : (
          ''
        ),
    },
    {
      key: 'contact',
      title: say('contact'),
      width: 200,
      render: ({ contact_name, contact_phone }) => (
        <>
          {contact_name} {contact_phone && <a href={`tel:${contact_phone}`}>{contact_phone}</a>}
        </>
      ),
    },
    {
      key: 'act',
      title: say('add'),
      width: 130,
      phone: 'corner',
      render: ({ id, name }) => (
        <Button
          size="small"
          aria-label={`${say('add')} ${name}`}
          onClick={() => void navigate(`${paths.newVisit}?firm=${id}`)}
        >
          {say('add')}
        </Button>
      ),
    },
  ];
}
