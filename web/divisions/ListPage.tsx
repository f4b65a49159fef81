import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { DayText } from '../ui/DayText.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { useListQuery } from '../ui/useListQuery.ts';
import { DivisionForm } from './DivisionForm.tsx';
import { type Division, isKind, kindKeys, readDivision, readDivisions, root } from './divisions.ts';
import './divisions.css';

/** Divisions level by level, or all that a search finds. */
export function ListPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const query = useListQuery(['kind', 'ended'], { size: 100 });
  const [form, setForm] = useState<Division | 'add' | null>(null);
  const parent = query.one('parent') ?? root;
  const kind = query.one('kind');
  const ended = query.one('ended') === 'true';
  const searching = query.q !== '' || isKind(kind);
  const list = useQuery({
    queryKey: ['divisions', 'list', query.page, query.size, query.q, kind, ended, parent],
    queryFn: () =>
      readDivisions({
        ...{ page: query.page, size: query.size },
        ...(searching ? {} : { parent }),
        ...(query.q ? { q: query.q } : {}),
        ...(isKind(kind) ? { kind } : {}),
        ...(ended ? { ended } : {}),
      }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<Division>[] = [
    {
      key: 'name',
      title: t('divisions.name'),
      render: ({ code, name }) => <Link to={`${paths.divisions}?parent=${code}`}>{name}</Link>,
    },
    { key: 'code', title: t('divisions.code'), render: ({ code }) => code },
    { key: 'kind', title: t('divisions.kind'), render: (row) => labels.divisionKind(row.kind) },
    { key: 'valid', title: t('divisions.valid'), render: (row) => <Validity division={row} /> },
    ...(may('division.edit')
      ? [
          {
            key: 'acts',
            title: t('divisions.acts'),
            phone: 'corner' as const,
            render: (row: Division) => (
              <ActButton
                size="small"
                act="division.edit"
                aria-label={t('divisions.edit_title', { name: row.name })}
                onClick={() => setForm(row)}
              />
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      <PageHead
        title={labels.noun('divisions')}
        purpose={t('divisions.purpose')}
        {...(may('division.add')
          ? {
              primary: (
                <ActButton type="primary" act="division.add" onClick={() => setForm('add')}>
                  {t('divisions.add')}
                </ActButton>
              ),
            }
          : {})}
      />
      {!searching && <Chain code={parent} />}
      <DataTable
        label={labels.noun('divisions')}
        columns={columns}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.code}
        rowName={(row) => row.name}
        query={query}
        search={t('divisions.search')}
        filters={[
          {
            key: 'kind',
            label: t('divisions.kind'),
            options: kindKeys.map((one) => ({ value: one, label: labels.divisionKind(one) })),
          },
        ]}
        tools={
          <Checkbox
            checked={ended}
            onChange={({ target }) => query.set({ filters: { ended: target.checked ? ['true'] : [] } })}
          >
            {t('divisions.ended')}
          </Checkbox>
        }
        empty={{ title: t('divisions.none_below'), text: t('divisions.none_below_why') }}
      />
      <DivisionForm
        open={form !== null}
        onClose={() => setForm(null)}
        parent={searching ? null : parent}
        {...(form && form !== 'add' ? { division: form } : {})}
      />
    </>
  );
}

/** Where one is, from the nation down; each level opens. */
function Chain({ code }: { code: string }) {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ['divisions', code], queryFn: () => readDivision(code) });
  if (!found.data) return null;
  const { chain, organisations } = found.data;
  return (
    <div className="division-chain">
      <nav aria-label={t('divisions.chain')}>
        <ol>
          {chain.map((one) => (
            <li key={one.code}>
              {one.code === code ? (
                <strong aria-current="page">{one.name}</strong>
              ) : (
                <Link to={`${paths.divisions}?parent=${one.code}`}>{one.name}</Link>
              )}
            </li>
          ))}
        </ol>
      </nav>
      <Link to={`${paths.organisations}?division=${code}`}>
        {t('divisions.organisations', { count: organisations })}
      </Link>
    </div>
  );
}

function Validity({ division: { valid_from, valid_to } }: { division: Division }) {
  const { t } = useTranslation();
  if (valid_from === null && valid_to === null) return <span className="muted">{t('divisions.always')}</span>;
  return (
    <span>
      {valid_from === null ? t('divisions.from_before') : <DayText day={valid_from} />} —{' '}
      {valid_to === null ? t('divisions.until_now') : <DayText day={valid_to} />}
    </span>
  );
}
