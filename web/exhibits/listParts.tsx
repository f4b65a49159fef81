import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import type { Column } from '../ui/DataTable.tsx';
import { InstantText } from '../ui/DayText.tsx';
import { StateTag } from '../ui/StateTag.tsx';
import { ChainTag } from './ChainMark.tsx';
import { type Exhibit, exhibitStateKeys, kinds, useKindWords } from './exhibits.ts';

export type Row = Omit<Exhibit, 'record' | 'content_name' | 'size' | 'sha256' | 'sm3'>;

/** The columns of the list; a row on a phone is a card. */
export function useColumns(): Column<Row>[] {
  const { t } = useTranslation();
  const kindOf = useKindWords();
  return [
    {
      key: 'name',
      title: t('exhibits.name'),
      sort: 'name',
      render: ({ id, no, name }) => (
        <Link to={paths.exhibit(id)}>
          {no} {name}
        </Link>
      ),
    },
    { key: 'kind', title: t('exhibits.kind'), width: 110, render: ({ kind }) => kindOf(kind) },
    { key: 'case', title: t('exhibits.case_no'), width: 180, render: ({ case_no }) => case_no ?? '' },
    {
      key: 'keeper',
      title: t('exhibits.keeper'),
      render: ({ keeper_name, keeper_outside }) => keeper_outside ?? keeper_name,
    },
    {
      key: 'state',
      title: t('exhibits.state'),
      sort: 'state',
      width: 110,
      render: ({ state }) => <StateTag state={state} />,
    },
    {
      key: 'chain',
      title: t('exhibits.chain'),
      width: 170,
      render: ({ chain, steps }) => <ChainTag chain={chain} steps={steps} />,
    },
    {
      key: 'number',
      title: t('exhibits.registered_at'),
      sort: 'number',
      width: 150,
      phone: 'hide',
      render: ({ created_at }) => <InstantText at={created_at} />,
    },
  ];
}

export function useFilters() {
  const { t } = useTranslation();
  const labels = useLabels();
  const kindOf = useKindWords();
  return [
    {
      key: 'custody',
      label: t('exhibits.custody'),
      options: [
        { value: 'mine', label: t('exhibits.custody_mine') },
        { value: 'awaiting', label: t('exhibits.custody_awaiting') },
        { value: 'elsewhere', label: t('exhibits.custody_elsewhere') },
      ],
    },
    {
      key: 'state',
      label: t('exhibits.state'),
      options: exhibitStateKeys.map((value) => ({ value, label: labels.state(value) })),
    },
    { key: 'kind', label: t('exhibits.kind'), options: kinds.map((value) => ({ value, label: kindOf(value) })) },
    {
      key: 'chain',
      label: t('exhibits.chain'),
      options: [
        { value: 'broken', label: t('exhibits.chain_broken') },
        { value: 'open', label: t('exhibits.chain_open') },
      ],
    },
  ];
}
