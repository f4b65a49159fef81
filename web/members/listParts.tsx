import { Link } from 'react-router';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import type { Column } from '../ui/DataTable.tsx';
import { DayText } from '../ui/DayText.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { accesses, accessTones, kinds, memberStates, type Row, stateTones, useMemberWords } from './members.ts';
import { memberTexts } from './texts.ts';

/** The columns of the list; a row on a phone is a card. */
export function useColumns(): Column<Row>[] {
  const t = useTexts(memberTexts);
  const words = useMemberWords();
  return [
    {
      key: 'name',
      title: t('name'),
      sort: 'name',
      render: ({ id, name }) => <Link to={paths.member(id)}>{name}</Link>,
    },
    {
      key: 'post',
      title: t('post'),
      render: ({ department, post }) => [department, post].filter(Boolean).join(' · '),
    },
    {
      key: 'access',
      title: t('access'),
      sort: 'access',
      width: 120,
      render: ({ access }) => <Tag tone={accessTones[access]}>{words.access(access)}</Tag>,
    },
    {
      key: 'bound',
      title: t('bound'),
      width: 110,
      render: ({ access, bound }) =>
        access === 'none' && !bound ? (
          ''
        ) : (
          <Tag tone={bound ? 'good' : 'bad'}>{t(bound ? 'bound_yes' : 'bound_no')}</Tag>
        ),
    },
    { key: 'account', title: t('account'), width: 100, render: ({ account }) => words.account(account) },
    {
      key: 'kit',
      title: t('list'),
      width: 150,
      render: ({ kit }) => (kit ? t('list_open', { kind: words.kit(kit.kind), open: kit.open }) : ''),
    },
    {
      key: 'entered',
      title: t('entered_on'),
      sort: 'entered',
      width: 120,
      phone: 'hide',
      render: ({ entered_on }) => (entered_on ? <DayText day={entered_on} /> : ''),
    },
    {
      key: 'state',
      title: t('state'),
      width: 110,
      render: ({ state }) => <Tag tone={stateTones[state]}>{words.state(state)}</Tag>,
    },
  ];
}

export function useFilters() {
  const t = useTexts(memberTexts);
  const words = useMemberWords();
  return [
    { key: 'state', label: t('state'), options: memberStates.map((value) => ({ value, label: words.state(value) })) },
    { key: 'access', label: t('access'), options: accesses.map((value) => ({ value, label: words.access(value) })) },
    {
      key: 'bound',
      label: t('bound'),
      options: [
        { value: 'no', label: t('bound_no') },
        { value: 'yes', label: t('bound_yes') },
      ],
    },
    { key: 'kind', label: t('kind'), options: kinds.map((value) => ({ value, label: words.kind(value) })) },
    {
      key: 'account',
      label: t('account'),
      options: [
        { value: 'yes', label: t('account_active') },
        { value: 'no', label: t('account_none') },
      ],
    },
  ];
}
