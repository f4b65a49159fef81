import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { authorityStates } from '#domain/authorities/states.ts';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { ActMenu } from '../ui/ActMenu.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { DayText, InstantText } from '../ui/DayText.tsx';
import { OutsideState } from '../ui/OutsideState.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { ReasonModal } from '../ui/ReasonModal.tsx';
import { useAct } from '../ui/useAct.ts';
import { useListQuery } from '../ui/useListQuery.ts';
import { AuthorityForm } from './AuthorityForm.tsx';
import { type Authority, readAuthorities } from './authorities.ts';

/** Who vouches for the time of the register; with nobody in use there is only our own clock, and the page says so. */
export function ListPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const query = useListQuery([]);
  const [form, setForm] = useState<Authority | 'add' | null>(null);
  const [closing, setClosing] = useState<Authority | null>(null);
  const list = useQuery({
    queryKey: ['authorities', query.page, query.size],
    queryFn: () => readAuthorities(query.page, query.size),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });
  const add = may('authority.add') ? (
    <ActButton type="primary" act="authority.add" onClick={() => setForm('add')}>
      {t('authorities.add')}
    </ActButton>
  ) : null;
  const columns = useColumns({ edit: setForm, close: setClosing });
  return (
    <>
      <PageHead
        title={labels.noun('authorities')}
        purpose={t('authorities.purpose')}
        parents={[{ title: labels.noun('settings'), path: paths.settings }]}
        primary={add}
      />
      {list.data && list.data.total > 0 && list.data.active === 0 && (
        <Alert type="warning" showIcon className="page-alert" title={t('authorities.own_clock_only')} />
      )}
      <DataTable
        label={labels.noun('authorities')}
        columns={columns}
        data={list.data}
        error={list.error}
        loading={list.isLoading}
        retry={() => void list.refetch()}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        query={query}
        empty={{ title: t('authorities.empty'), text: t('authorities.empty_why'), ...(add ? { action: add } : {}) }}
      />
      <AuthorityForm
        open={form !== null}
        onClose={() => setForm(null)}
        {...(form && form !== 'add' ? { authority: form } : {})}
      />
      {closing && <CloseForm authority={closing} onClose={() => setClosing(null)} />}
    </>
  );
}

type Acts = { edit: (row: Authority) => void; close: (row: Authority) => void };

function useColumns({ edit, close }: Acts): Column<Authority>[] {
  const { t } = useTranslation();
  const may = useMay();
  const columns: Column<Authority>[] = [
    { key: 'name', title: t('authorities.name'), render: (row) => <Name row={row} /> },
    {
      key: 'state',
      title: t('authorities.state'),
      width: 320,
      render: (row) => <OutsideState {...row} silent={t('authorities.not_asked')} />,
    },
    {
      key: 'stamped',
      title: t('authorities.stamped'),
      render: ({ stamped_at }) => (stamped_at ? <InstantText at={stamped_at} /> : <Nothing />),
    },
    { key: 'held', title: t('authorities.held'), align: 'right', render: ({ held }) => held },
    { key: 'waiting', title: t('authorities.waiting'), align: 'right', render: ({ waiting }) => waiting },
    {
      key: 'every',
      title: t('authorities.every'),
      phone: 'hide',
      render: ({ every_minutes }) => t('authorities.minutes', { count: every_minutes }),
    },
    {
      key: 'ends',
      title: t('authorities.ends'),
      render: ({ ends_at }) => (ends_at ? <DayText day={ends_at.slice(0, 10)} /> : <Nothing />),
    },
  ];
  const acts: Column<Authority> = {
    key: 'acts',
    title: t('authorities.acts'),
    phone: 'corner',
    render: (row) => (
      <ActMenu
        of={row.name}
        acts={[
          { key: 'edit', act: 'authority.edit', machine: machineOf(row), run: () => edit(row) },
          {
            ...{ key: 'close', act: 'authority.close', machine: machineOf(row), danger: true, run: () => close(row) },
            label: t('authorities.close'),
          },
        ]}
      />
    ),
  };
  return may('authority.edit') ? [...columns, acts] : columns;
}

const machineOf = ({ state }: Authority) => ({ table: authorityStates, state });

function Name({ row: { name, url } }: { row: Authority }) {
  return (
    <span className="two-lines">
      <strong>{name}</strong>
      <span className="muted">{url}</span>
    </span>
  );
}

const Nothing = () => <span className="muted">{useTranslation().t('authorities.nothing_yet')}</span>;

function CloseForm({ authority: { id, name, version }, onClose }: { authority: Authority; onClose: () => void }) {
  const { t } = useTranslation();
  const act = useAct(
    ({ reason }: { reason: string }, once) =>
      api.POST('/api/authorities/{id}/close', { params: { path: { id } }, body: { version, reason }, ...once }),
    { done: t('authorities.closed'), refresh: ['authorities', 'evidence'], silent: true },
  );
  return (
    <ReasonModal
      open
      danger
      onClose={onClose}
      title={t('authorities.close_of', { name })}
      intro={t('authorities.close_why')}
      submitLabel={t('authorities.close')}
      act={act}
    />
  );
}
