import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { witnessStates } from '#domain/witnesses/states.ts';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { ActMenu } from '../ui/ActMenu.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { OutsideState } from '../ui/OutsideState.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { ReasonModal } from '../ui/ReasonModal.tsx';
import { useAct } from '../ui/useAct.ts';
import { useListQuery } from '../ui/useListQuery.ts';
import { HowToRun } from './HowToRun.tsx';
import { WitnessForm } from './WitnessForm.tsx';
import { readWitnesses, type Witness } from './witnesses.ts';

/** Outside parties that co-sign the register, how far each has signed, and how one is set up. */
export function ListPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const query = useListQuery([]);
  const [form, setForm] = useState<Witness | 'add' | null>(null);
  const [closing, setClosing] = useState<Witness | null>(null);
  const list = useQuery({
    queryKey: ['witnesses', query.page, query.size],
    queryFn: () => readWitnesses(query.page, query.size),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });
  const add = may('witness.add') ? (
    <ActButton type="primary" act="witness.add" onClick={() => setForm('add')}>
      {t('witnesses.add')}
    </ActButton>
  ) : null;
  const columns = useColumns(list.data?.log?.size ?? 0, { edit: setForm, close: setClosing });
  return (
    <>
      <PageHead
        title={labels.noun('witnesses')}
        purpose={t('witnesses.purpose')}
        parents={[{ title: labels.noun('settings'), path: paths.settings }]}
        primary={add}
      />
      {list.data && <Policy needed={list.data.needed} active={list.data.active} />}
      <DataTable
        label={labels.noun('witnesses')}
        columns={columns}
        data={list.data}
        error={list.error}
        loading={list.isLoading}
        retry={() => void list.refetch()}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        query={query}
        empty={{ title: t('witnesses.empty'), text: t('witnesses.empty_why'), ...(add ? { action: add } : {}) }}
      />
      {list.data?.log && may('witness.add') && <HowToRun log={list.data.log} />}
      <WitnessForm
        open={form !== null}
        onClose={() => setForm(null)}
        {...(form && form !== 'add' ? { witness: form } : {})}
      />
      {closing && <CloseForm witness={closing} onClose={() => setClosing(null)} />}
    </>
  );
}

/** k of n, where it is set, and whether there are enough. */
function Policy({ needed, active }: { needed: number; active: number }) {
  const { t } = useTranslation();
  const text = needed === 0 ? t('witnesses.none_needed') : t('witnesses.needed', { needed, active });
  const link = <Link to={`${paths.settings}?q=evidence_witnesses_needed`}>{t('witnesses.change_needed')}</Link>;
  if (needed > active)
    return (
      <Alert
        type="warning"
        showIcon
        className="page-alert"
        title={
          <>
            {text} {link}
          </>
        }
      />
    );
  return (
    <p className="muted">
      {text} {link}
    </p>
  );
}

type Acts = { edit: (row: Witness) => void; close: (row: Witness) => void };

function useColumns(published: number, { edit, close }: Acts): Column<Witness>[] {
  const { t } = useTranslation();
  const may = useMay();
  const columns: Column<Witness>[] = [
    { key: 'name', title: t('witnesses.name'), render: (row) => <Name row={row} /> },
    {
      key: 'state',
      title: t('witnesses.state'),
      width: 320,
      render: (row) => <OutsideState {...row} silent={t('witnesses.not_asked')} />,
    },
    {
      key: 'size',
      title: t('witnesses.signed'),
      render: ({ size, seen_at }) =>
        seen_at === null ? (
          <span className="muted">{t('witnesses.nothing_yet')}</span>
        ) : (
          t('witnesses.signed_of', { size, published: Math.max(size, published) })
        ),
    },
  ];
  const acts: Column<Witness> = {
    key: 'acts',
    title: t('witnesses.acts'),
    phone: 'corner',
    render: (row) => (
      <ActMenu
        of={row.name}
        acts={[
          { key: 'edit', act: 'witness.edit', machine: machineOf(row), run: () => edit(row) },
          {
            ...{ key: 'close', act: 'witness.close', machine: machineOf(row), danger: true, run: () => close(row) },
            label: t('witnesses.close'),
          },
        ]}
      />
    ),
  };
  return may('witness.edit') ? [...columns, acts] : columns;
}

const machineOf = ({ state }: Witness) => ({ table: witnessStates, state });

function Name({ row: { name, url, vkey } }: { row: Witness }) {
  const [own = '', number = ''] = vkey.split('+');
  return (
    <span className="two-lines">
      <strong>{name}</strong>
      <span className="muted">
        {own} ({number})
      </span>
      <span className="muted">{url}</span>
    </span>
  );
}

function CloseForm({ witness: { id, name, version }, onClose }: { witness: Witness; onClose: () => void }) {
  const { t } = useTranslation();
  const act = useAct(
    ({ reason }: { reason: string }, once) =>
      api.POST('/api/witnesses/{id}/close', { params: { path: { id } }, body: { version, reason }, ...once }),
    { done: t('witnesses.closed'), refresh: ['witnesses', 'evidence'], silent: true },
  );
  return (
    <ReasonModal
      open
      danger
      onClose={onClose}
      title={t('witnesses.close_of', { name })}
      intro={t('witnesses.close_why')}
      submitLabel={t('witnesses.close')}
      act={act}
    />
  );
}
