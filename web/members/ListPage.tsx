import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { download } from '../ui/download.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { type ListQuery, useListQuery } from '../ui/useListQuery.ts';
import { ImportWindow } from './ImportWindow.tsx';
import { useColumns, useFilters } from './listParts.tsx';
import { MemberForm } from './MemberForm.tsx';
import { accesses, kinds, memberStates } from './members.ts';
import { memberTexts } from './texts.ts';

const yesNo = ['yes', 'no'] as const;
const sorts = ['name', '-name', 'access', '-access', 'entered', '-entered'] as const;

/** The query of list and export out of what the address holds. */
function filterOf(query: ListQuery) {
  const among = <T extends string>(all: readonly T[], key: string) => all.find((one) => one === query.one(key));
  const [state, access] = [among(memberStates, 'state'), among(accesses, 'access')];
  const [kind, bound, account] = [among(kinds, 'kind'), among(yesNo, 'bound'), among(yesNo, 'account')];
  const sort = sorts.find((one) => one === query.sort);
  return {
    ...(query.q ? { q: query.q } : {}),
    ...(state ? { state } : {}),
    ...(access ? { access } : {}),
    ...(kind ? { kind } : {}),
    ...(bound ? { bound } : {}),
    ...(account ? { account } : {}),
    ...(sort ? { sort } : {}),
  };
}

/** People of the firm, by how near they are to secrets (C21). */
export function ListPage() {
  const { t: common } = useTranslation();
  const t = useTexts(memberTexts);
  const labels = useLabels();
  const { message } = App.useApp();
  const query = useListQuery(['state', 'access', 'kind', 'bound', 'account']);
  const [open, setOpen] = useState<'add' | 'import' | null>(null);
  const filter = filterOf(query);
  const list = useQuery({
    queryKey: ['members', 'list', query.page, query.size, filter],
    queryFn: () =>
      read(api.GET('/api/members', { params: { query: { page: query.page, size: query.size, ...filter } } })),
    placeholderData: keepPreviousData,
  });
  const exportList = () =>
    download(`/api/members/export.xlsx?${new URLSearchParams(filter)}`).catch((error: unknown) => {
      message.error(sentenceOf(error, common));
    });
  return (
    <>
      <PageHead
        title={labels.noun('members')}
        purpose={t('purpose')}
        primary={
          <ActButton type="primary" act="member.add" onClick={() => setOpen('add')}>
            {t('add')}
          </ActButton>
        }
        secondary={
          <>
            <Link to={paths.openers}>{t('openers')}</Link>
            <Button onClick={() => setOpen('import')}>{t('import')}</Button>
          </>
        }
      />
      <Notices unbound={list.data?.unbound ?? 0} kits={list.data?.open_kits ?? 0} query={query} />
      <DataTable
        label={labels.noun('members')}
        columns={useColumns()}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        query={query}
        search={t('search')}
        filters={useFilters()}
        onExport={exportList}
        empty={{ title: t('empty'), text: t('empty_why') }}
      />
      {open === 'add' && <MemberForm onClose={() => setOpen(null)} />}
      {open === 'import' && <ImportWindow onClose={() => setOpen(null)} />}
    </>
  );
}

/** What somebody must look at, above the list. */
function Notices({ unbound, kits, query }: { unbound: number; kits: number; query: ListQuery }) {
  const t = useTexts(memberTexts);
  return (
    <div className="stack">
      {unbound > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('unbound_count', { count: unbound })}
          action={
            <button type="button" className="link-button" onClick={() => query.set({ filters: { bound: ['no'] } })}>
              {t('show_them')}
            </button>
          }
        />
      )}
      {kits > 0 && <Alert type="info" showIcon title={t('kits_count', { count: kits })} />}
    </div>
  );
}
