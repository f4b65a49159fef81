import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { documentStates } from '#domain/documents/states.ts';
import type { paths as Paths } from '../api.gen.ts';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { DayText, InstantText } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { StateTag, Tag } from '../ui/StateTag.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { type ListQuery, useListQuery } from '../ui/useListQuery.ts';
import { type Document, kindKeys, templatesQuery, touchedQuery, useWords } from './documents.ts';
import { LibraryPage } from './LibraryPage.tsx';
import { texts } from './texts.ts';
import { useNextWords } from './useNextWords.ts';
import './documents.css';

type Asked = NonNullable<Paths['/api/documents']['get']['parameters']['query']>;
type Row = Pick<
  Document,
  'id' | 'title' | 'label' | 'kind' | 'state' | 'next_step' | 'review_on' | 'edited_at' | 'own_file'
>;

const loadDocuments = (query: Asked) => read(api.GET('/api/documents', { params: { query } }));
const stateKeys = Object.keys(documentStates) as (keyof typeof documentStates)[]; // the keys of the table itself

function filterOf(query: ListQuery) {
  const state = stateKeys.find((one) => one === query.one('state'));
  const kind = kindKeys.find((one) => one === query.one('kind'));
  const template = query.one('template');
  return {
    ...(query.q ? { q: query.q } : {}),
    ...(state ? { state } : {}),
    ...(kind ? { kind } : {}),
    ...(template ? { template } : {}),
  };
}

/** My firm's documents with their next step; whoever is not in a firm looks at the library. */
export function ListPage() {
  const may = useMay();
  return may('document.list') ? <Documents /> : <LibraryPage />;
}

const sorts = ['edited', 'title', 'review'] as const;

function Documents() {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const query = useListQuery(['state', 'kind', 'template']);
  const filter = filterOf(query);
  const sort = sorts.find((one) => one === query.sort);
  const asked = { page: query.page, size: query.size, ...filter, ...(sort ? { sort } : {}) };
  const list = useQuery({
    queryKey: ['documents', 'list', asked],
    queryFn: () => loadDocuments(asked),
    placeholderData: keepPreviousData,
  });
  const officer = may('document.prepare');
  const toLibrary = (
    <Button type="primary" onClick={() => navigate(paths.documentLibrary)}>
      {say('start')}
    </Button>
  );
  const bundle = () =>
    download(`/api/documents/bundle.zip?${new URLSearchParams(filter)}`).catch((error: unknown) => {
      message.error(sentenceOf(error, t));
    });
  return (
    <>
      <PageHead
        title={labels.noun('documents')}
        purpose={say('purpose')}
        {...(officer
          ? {
              primary: toLibrary,
              secondary: <Button onClick={() => void bundle()}>{say('bundle')}</Button>,
            }
          : {})}
      />
      <Notices wanted={officer ? query.one('template') : undefined} officer={officer} />
      <DataTable<Row>
        label={labels.noun('documents')}
        columns={useColumns(officer)}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.id}
        rowName={(row) => row.title}
        query={query}
        search={say('search')}
        filters={useFilters(officer)}
        empty={
          officer
            ? { title: say('empty'), text: say('empty_why'), action: toLibrary }
            : { title: say('empty_employee'), text: say('empty_employee_why') }
        }
      />
    </>
  );
}

/** The text that an action asked for, and what a changed rule touches. */
function Notices({ wanted, officer }: { wanted: string | undefined; officer: boolean }) {
  const say = useTexts(texts);
  const words = useWords();
  const touched = useQuery({ ...touchedQuery, enabled: officer });
  const templates = useQuery({ ...templatesQuery, enabled: wanted !== undefined });
  const template = templates.data?.rows.find(({ key }) => key === wanted);
  const rows = touched.data?.rows ?? [];
  return (
    <div className="stack document-notices">
      {template && (
        <Alert
          type="info"
          showIcon
          title={say('template_wanted', { title: words.pair(template.title) })}
          action={<Link to={paths.documentTemplate(template.key)}>{say('template_see')}</Link>}
        />
      )}
      {rows.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={say('touched_title', { count: rows.length })}
          description={
            <>
              <ul>
                {rows.map(({ id, title, label, numbers }) => (
                  <li key={id}>
                    <Link to={paths.document(id)}>
                      {title}
                      {label ? `（${label}）` : ''}
                    </Link>{' '}
                    {numbers
                      .map((one) => say('touched_number', { name: words.pair(one), was: one.was, now: one.now }))
                      .join('；')}
                  </li>
                ))}
              </ul>
              {say('touched_cure')}
            </>
          }
        />
      )}
    </div>
  );
}

function useColumns(officer: boolean): Column<Row>[] {
  const say = useTexts(texts);
  const words = useWords();
  const next = useNextWords();
  const own: Column<Row>[] = [
    {
      key: 'next',
      title: say('col_next'),
      width: 150,
      render: ({ next_step }) =>
        next_step ? (
          <Tag tone={next_step === 'check' ? 'bad' : 'warn'}>{next(next_step)}</Tag>
        ) : (
          <span className="muted">{say('next_none')}</span>
        ),
    },
    {
      key: 'edited',
      title: say('col_edited'),
      sort: 'edited',
      width: 150,
      phone: 'hide',
      render: ({ edited_at }) => <InstantText at={edited_at} />,
    },
  ];
  return [
    {
      key: 'title',
      title: say('col_title'),
      sort: 'title',
      render: ({ id, title, label }) => (
        <Link to={paths.document(id)}>
          {title}
          {label ? `（${label}）` : ''}
        </Link>
      ),
    },
    { key: 'kind', title: say('col_kind'), width: 100, render: ({ kind }) => words.kind(kind) },
    { key: 'state', title: say('col_state'), width: 100, render: ({ state }) => <StateTag state={state} /> },
    {
      key: 'review',
      title: say('col_review'),
      sort: 'review',
      width: 130,
      phone: 'hide',
      render: ({ review_on }) => (review_on ? <DayText day={review_on} /> : ''),
    },
    ...(officer ? own : []),
  ];
}

function useFilters(officer: boolean) {
  const say = useTexts(texts);
  const labels = useLabels();
  const words = useWords();
  if (!officer) return [];
  return [
    {
      key: 'state',
      label: say('col_state'),
      options: stateKeys.map((value) => ({ value, label: labels.state(value) })),
    },
    { key: 'kind', label: say('col_kind'), options: kindKeys.map((value) => ({ value, label: words.kind(value) })) },
  ];
}
