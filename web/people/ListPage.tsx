import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { SearchSelect } from '../ui/SearchSelect.tsx';
import { StateTag } from '../ui/StateTag.tsx';
import { useListQuery } from '../ui/useListQuery.ts';
import { AddForm } from './AddForm.tsx';
import { InviteWindow } from './InviteWindow.tsx';
import { findOrganisations, type Person } from './people.ts';

const states = ['invited', 'active', 'left'] as const;

/** People and their posts; the security administrator adds and invites them. */
export function ListPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const query = useListQuery(['state', 'organisation']);
  const [adding, setAdding] = useState(false);
  const [invited, setInvited] = useState<{ id: string; name: string; login: string } | null>(null);
  const state = states.find((one) => one === query.one('state'));
  const organisation = query.one('organisation');
  const list = useQuery({
    queryKey: ['people', query.page, query.size, query.q, state, organisation],
    queryFn: () =>
      read(
        api.GET('/api/people', {
          params: {
            query: {
              page: query.page,
              size: query.size,
              ...(query.q ? { q: query.q } : {}),
              ...(state ? { state } : {}),
              ...(organisation ? { organisation } : {}),
            },
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const chosen = useQuery({
    queryKey: ['organisations', organisation],
    queryFn: () => read(api.GET('/api/organisations/{id}', { params: { path: { id: organisation ?? '' } } })),
    enabled: organisation !== undefined,
  });
  const columns: Column<Person>[] = [
    { key: 'name', title: t('people.name'), render: ({ id, name }) => <Link to={paths.person(id)}>{name}</Link> },
    { key: 'login', title: t('people.login'), render: ({ login }) => login },
    { key: 'posts', title: t('people.posts'), render: (row) => <PostLines person={row} /> },
    { key: 'state', title: t('people.state'), render: ({ state }) => <StateTag state={state} /> },
  ];
  return (
    <>
      <PageHead
        title={labels.noun('people')}
        purpose={t('people.purpose')}
        {...(may('person.add')
          ? {
              primary: (
                <ActButton type="primary" act="person.add" onClick={() => setAdding(true)}>
                  {t('people.add')}
                </ActButton>
              ),
            }
          : {})}
      />
      <DataTable
        label={labels.noun('people')}
        columns={columns}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        query={query}
        search={t('people.search')}
        filters={[
          {
            key: 'state',
            label: t('people.state'),
            options: states.map((value) => ({ value, label: labels.state(value) })),
          },
        ]}
        tools={
          <SearchSelect
            of="organisations"
            className="list-filter"
            search={findOrganisations}
            value={organisation ?? null}
            present={organisation ? { value: organisation, label: chosen.data?.name ?? '…' } : null}
            placeholder={t('people.organisation')}
            aria-label={t('ui.filter_by', { field: t('people.organisation') })}
            onChange={(value) => query.set({ filters: { organisation: value ? [value] : [] } })}
          />
        }
        empty={{ title: t('people.empty'), text: t('people.empty_why') }}
      />
      <AddForm open={adding} onClose={() => setAdding(false)} onDone={setInvited} />
      {invited && <InviteWindow person={invited} onClose={() => setInvited(null)} />}
    </>
  );
}

function PostLines({ person }: { person: Person }) {
  const { t } = useTranslation();
  const held = person.posts.filter(({ to_on }) => to_on === null);
  if (held.length === 0) return <span className="muted">{t('people.no_post')}</span>;
  return (
    <ul className="plain-list">
      {held.map(({ id, organisation_name, title }) => (
        <li key={id}>
          {organisation_name} · {title}
        </li>
      ))}
    </ul>
  );
}
