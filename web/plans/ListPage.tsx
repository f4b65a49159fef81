import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { api, type Problem, problemOf, read, sendFile } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { InstantText } from '../ui/DayText.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { StateTag, Tag } from '../ui/StateTag.tsx';
import { UploadDrop } from '../ui/UploadDrop.tsx';
import { useListQuery } from '../ui/useListQuery.ts';
import { BlankForm } from './BlankForm.tsx';
import './review.css';

const kinds = ['.docx', '.pdf', '.txt', '.html', '.htm', '.md', '.xlsx'];

const load = (query: {
  page: number;
  size: number;
  q?: string;
  state?: 'under_review' | 'adopted' | 'discarded';
  programme?: string;
}) => read(api.GET('/api/plans', { params: { query } }));

type Row = Awaited<ReturnType<typeof load>>['rows'][number];

const isState = (value: string | undefined): value is 'under_review' | 'adopted' | 'discarded' =>
  value === 'under_review' || value === 'adopted' || value === 'discarded';

/** Plan documents: drop one to have it read; those under review, adopted and put aside. */
export function ListPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const query = useListQuery(['state', 'programme']);
  const state = query.one('state');
  const programme = query.one('programme');
  const asked = {
    page: query.page,
    size: query.size,
    ...(query.q ? { q: query.q } : {}),
    ...(isState(state) ? { state } : {}),
    ...(programme ? { programme } : {}),
  };
  const list = useQuery({ queryKey: ['plans', asked], queryFn: () => load(asked), placeholderData: keepPreviousData });
  const columns: Column<Row>[] = [
    {
      key: 'title',
      title: t('plans.field_title'),
      render: (row) => <Link to={paths.plan(row.id)}>{row.title ?? row.file_name}</Link>,
    },
    { key: 'file', title: t('plans.file'), render: (row) => row.file_name },
    { key: 'state', title: t('plans.state'), render: (row) => <StateTag state={row.state} /> },
    {
      key: 'pending',
      title: t('plans.to_check'),
      align: 'right',
      render: (row) =>
        row.state === 'under_review' ? row.unsure > 0 ? <Tag tone="warn">{row.unsure}</Tag> : '0' : '—',
    },
    { key: 'created', title: t('plans.uploaded'), render: (row) => <InstantText at={row.created_at} /> },
    {
      key: 'programme',
      title: labels.noun('programmes'),
      render: (row) => {
        const id = row.programme_id ?? row.revises;
        return id ? (
          <Link to={paths.programme(id)}>
            {row.programme_id ? t('plans.version_no', { number: row.number }) : t('plans.new_version')}
          </Link>
        ) : (
          '—'
        );
      },
    },
  ];
  return (
    <>
      <PageHead title={labels.noun('plans')} purpose={t('plans.purpose')} />
      {may('plan.read') && <Upload />}
      <DataTable
        label={labels.noun('plans')}
        columns={columns}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.id}
        rowName={(row) => row.title ?? row.file_name}
        query={query}
        search={t('plans.search')}
        filters={[
          {
            key: 'state',
            label: t('plans.state'),
            options: (['under_review', 'adopted', 'discarded'] as const).map((value) => ({
              value,
              label: labels.state(value),
            })),
          },
        ]}
        empty={{ title: t('plans.empty'), text: t('plans.empty_why') }}
      />
    </>
  );
}

/** Drops a document; `?revises=` in the address says of which programme it is a new version. */
function Upload() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [known, setKnown] = useState<Problem | null>(null);
  const revises = params.get('revises');
  const send = async (file: File, onProgress: (share: number) => void): Promise<void> => {
    setKnown(null);
    try {
      const made = await sendFile<{ id: string }>('/api/plans', file, {
        onProgress,
        ...(revises ? { fields: { programme_id: revises } } : {}),
      });
      await navigate(paths.plan(made.id));
    } catch (error) {
      const problem = problemOf(error);
      if (problem.facts?.['plan']) setKnown(problem);
      throw error;
    }
  };
  const [blank, setBlank] = useState(false);
  const may = useMay();
  const plan = String(known?.facts?.['plan'] ?? '');
  return (
    <div className="plan-upload stack">
      {revises && <Alert type="info" showIcon title={t('plans.revises_why')} />}
      <UploadDrop kinds={kinds} send={send} label={t('plans.drop_here')} />
      {known && <Button onClick={() => void navigate(paths.plan(plan))}>{t('plans.open_existing')}</Button>}
      {!revises && may('plan.add') && (
        <div>
          <Button type="link" className="plan-blank" onClick={() => setBlank(true)}>
            {t('plans.blank')}
          </Button>
          <BlankForm open={blank} onClose={() => setBlank(false)} />
        </div>
      )}
    </div>
  );
}
