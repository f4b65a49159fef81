import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { nouns, singularOf } from '#domain/glossary.ts';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { pathOf, paths } from '../paths.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { DayText } from '../ui/DayText.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { useListQuery } from '../ui/useListQuery.ts';
import { homeTexts } from './texts.ts';
import { useIsEmployee } from './words.ts';

type Asked = { page: number; size: number; q?: string; late?: boolean; own?: boolean };
const loadDuties = (query: Asked) => read(api.GET('/api/home/duties', { params: { query } }));
type Duty = Awaited<ReturnType<typeof loadDuties>>['rows'][number];

/** Everything with a day that my organisation or I have still to do; programmes have the list of tasks. */
export function DutiesPage() {
  const say = useTexts(homeTexts);
  const nounOf = useNoun();
  const isEmployee = useIsEmployee();
  const query = useListQuery(['late', 'own']);
  const { page, size, q } = query;
  const filter = {
    ...(q ? { q } : {}),
    ...(query.one('late') ? { late: true } : {}),
    ...(query.one('own') ? { own: true } : {}),
  };
  const list = useQuery({
    queryKey: ['home', 'duties', page, size, filter],
    queryFn: () => loadDuties({ page, size, ...filter }),
    placeholderData: keepPreviousData,
  });
  const whose: Column<Duty> = {
    key: 'whose',
    title: say('whose'),
    width: 120,
    render: ({ own }) => (own ? say('mine') : say('ours')),
  };
  return (
    <>
      <PageHead title={say('duties')} purpose={say(isEmployee ? 'duties_purpose_own' : 'duties_purpose')} />
      <DataTable
        label={say('duties')}
        columns={[
          {
            key: 'title',
            title: say('duty'),
            render: ({ noun, row_id, title }) => <Link to={pathOf(noun, row_id) ?? paths.home}>{title}</Link>,
          },
          { key: 'until', title: say('until'), width: 220, render: ({ due_on }) => <DayText day={due_on} due /> },
          { key: 'kind', title: say('kind'), width: 140, render: ({ noun }) => nounOf(noun) },
          ...(isEmployee ? [] : [whose]),
        ]}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={({ id }) => id}
        rowName={({ title }) => title}
        query={query}
        search={say('duties_search')}
        filters={[
          { key: 'late', label: say('until'), options: [{ value: 'yes', label: say('filter_late') }] },
          ...(isEmployee
            ? []
            : [{ key: 'own', label: say('whose'), options: [{ value: 'yes', label: say('filter_own') }] }]),
        ]}
        empty={{ title: say('duties_none'), text: say(isEmployee ? 'none_employee' : 'duties_none_why') }}
      />
    </>
  );
}

/** A deadline names one of a noun: its label in the glossary. */
function useNoun(): (one: string) => string {
  const labels = useLabels();
  return (one) => labels.noun(Object.keys(nouns).find((noun) => singularOf(noun) === one) ?? one);
}
