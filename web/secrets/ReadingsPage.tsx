import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { purposeWords } from '#domain/secrets/columns.ts';
import { api, read } from '../api.ts';
import { useLabels, useLanguage } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { DayInput } from '../ui/DayInput.tsx';
import { InstantText } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { type ListQuery, useListQuery } from '../ui/useListQuery.ts';
import { useNumberWord, useSay } from './words.ts';

const purposes = ['work', 'review', 'handover', 'inspection', 'recovery'] as const;

type Asked = { secret?: string; person?: string; purpose?: (typeof purposes)[number]; from?: string; to?: string };

function askedOf(query: ListQuery): Asked {
  const purpose = purposes.find((one) => one === query.one('purpose'));
  const texts = (['secret', 'person', 'from', 'to'] as const).flatMap((key) => {
    const value = query.one(key);
    return value ? [[key, value]] : [];
  });
  return { ...Object.fromEntries(texts), ...(purpose ? { purpose } : {}) };
}

const load = (query: Asked & { page: number; size: number }) =>
  read(api.GET('/api/secrets/readings', { params: { query } }));

type Reading = Awaited<ReturnType<typeof load>>['rows'][number];

/** Who read which secret, when and what for: an officer sees all of the firm, anybody else the own readings. */
export function ReadingsPage() {
  const { t } = useTranslation();
  const say = useSay();
  const labels = useLabels();
  const language = useLanguage();
  const { message } = App.useApp();
  const query = useListQuery(['secret', 'person', 'purpose', 'from', 'to']);
  const asked = askedOf(query);
  const list = useQuery({
    queryKey: ['secrets', 'readings', query.page, query.size, asked],
    queryFn: () => load({ page: query.page, size: query.size, ...asked }),
    placeholderData: keepPreviousData,
  });
  const columns = useReadingColumns();
  const exportList = () =>
    download(`/api/secrets/readings/export.xlsx?${new URLSearchParams(asked)}`).catch((error: unknown) => {
      message.error(sentenceOf(error, t));
    });
  const day = (key: 'from' | 'to') => (
    <DayInput
      aria-label={say(key)}
      value={query.one(key) ?? null}
      onChange={(value) => query.set({ filters: { [key]: value ? [value] : [] } })}
    />
  );
  return (
    <>
      <PageHead
        title={say('readings_all')}
        purpose={say('readings_purpose')}
        parents={[{ title: labels.noun('secrets'), path: paths.secrets }]}
      />
      <DataTable<Reading>
        label={say('readings_all')}
        columns={columns}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={({ id }) => id}
        rowName={({ id }) => id}
        query={query}
        filters={[
          {
            key: 'purpose',
            label: say('reading_purpose'),
            options: purposes.map((value) => ({ value, label: purposeWords[value][language] })),
          },
        ]}
        tools={
          <>
            {day('from')}
            {day('to')}
          </>
        }
        onExport={exportList}
        empty={{ title: say('readings_empty') }}
      />
    </>
  );
}

function useReadingColumns(): Column<Reading>[] {
  const say = useSay();
  const language = useLanguage();
  const numberWord = useNumberWord();
  return [
    {
      key: 'number',
      title: say('number'),
      render: ({ secret, number }) => <Link to={paths.secret(secret)}>{numberWord(number)}</Link>,
    },
    {
      key: 'what',
      title: say('reading_what'),
      width: 120,
      render: ({ version, file }) => (file ? say('reading_file') : say('version_no', { version: version ?? '' })),
    },
    { key: 'who', title: say('reading_who'), width: 160, render: ({ person_name }) => person_name ?? '' },
    { key: 'when', title: say('reading_when'), width: 180, render: ({ at }) => <InstantText at={at} /> },
    {
      key: 'purpose',
      title: say('reading_purpose'),
      width: 140,
      render: ({ purpose }) => purposeWords[purpose][language],
    },
  ];
}
