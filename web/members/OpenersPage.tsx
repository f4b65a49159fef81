import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { useListQuery } from '../ui/useListQuery.ts';
import './members.css';
import { memberTexts } from './texts.ts';

const levels = ['core', 'important', 'ordinary'] as const;

/** Who can open what, by number of the register (D1, C5). */
export function OpenersPage() {
  const t = useTexts(memberTexts);
  const labels = useLabels();
  const query = useListQuery([]);
  const list = useQuery({
    queryKey: ['members', 'openers', query.page, query.size],
    queryFn: () => read(api.GET('/api/members/openers', { params: { query: { page: query.page, size: query.size } } })),
    placeholderData: keepPreviousData,
  });
  const levelOf = (key: string | null): string => {
    const level = levels.find((one) => one === key);
    return level ? t(`level_${level}`) : '';
  };
  return (
    <>
      <PageHead
        title={t('openers')}
        purpose={t('openers_purpose')}
        parents={[{ title: labels.noun('members'), path: paths.members }]}
      />
      <DataTable
        label={t('openers')}
        columns={[
          {
            key: 'secret',
            title: labels.noun('secrets'),
            width: 120,
            render: ({ secret }) => t('secret_no', { number: secret }),
          },
          { key: 'level', title: t('level'), width: 100, render: ({ level }) => levelOf(level) },
          {
            key: 'readers',
            title: t('readers'),
            render: ({ readers, people }) => (
              <ul className="plain-list">
                {readers.map(({ member, name, department, bound, since }) => (
                  <li key={`${name}${since}`}>
                    {member ? (
                      <Link className="underlined" to={paths.member(member)}>
                        {name}
                      </Link>
                    ) : (
                      name
                    )}{' '}
                    {department} {!bound && <Tag tone="bad">{t('bound_no')}</Tag>}
                  </li>
                ))}
                {people > readers.length && <li>{t('readers_more', { count: people - readers.length })}</li>}
              </ul>
            ),
          },
        ]}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => String(row.secret)}
        rowName={(row) => t('secret_no', { number: row.secret })}
        query={query}
        empty={{ title: t('openers_empty'), text: t('openers_empty_why') }}
      />
    </>
  );
}
