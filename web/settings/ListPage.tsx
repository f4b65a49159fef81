import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLabels, useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { DayText } from '../ui/DayText.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { useListQuery } from '../ui/useListQuery.ts';
import { CertaintyTag, CertaintyWords, useCertainty } from './Certainty.tsx';
import { RuleForm } from './RuleForm.tsx';
import { RuleName } from './RuleName.tsx';
import { certainties, isCertainty, type Rule, readRules } from './settings.ts';
import { texts } from './texts.ts';
import { useValueText } from './useValueText.ts';
import './settings.css';

/** Legal numbers and product settings: value, basis, certainty, from when. */
export function ListPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const language = useLanguage();
  const may = useMay();
  const words = useCertainty();
  const valueText = useValueText();
  const query = useListQuery(['certainty', 'ended']);
  const [editing, setEditing] = useState<Rule | null>(null);
  const certainty = query.one('certainty');
  const ended = query.one('ended') === 'true';
  const list = useQuery({
    queryKey: ['settings', query.page, query.size, query.q, certainty, ended],
    queryFn: () =>
      readRules({
        ...{ page: query.page, size: query.size },
        ...(query.q ? { q: query.q } : {}),
        ...(isCertainty(certainty) ? { certainty } : {}),
        ...(ended ? { ended } : {}),
      }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<Rule>[] = [
    { key: 'rule', title: t('settings.rule'), render: (row) => <RuleName rule={row} /> },
    {
      key: 'value',
      title: t('settings.value'),
      render: (row) => <strong className="no-wrap">{valueText(row.value, row.unit)}</strong>,
    },
    { key: 'basis', title: t('settings.basis'), width: 340, render: (row) => <Basis rule={row} /> },
    { key: 'certainty', title: t('settings.certainty'), render: (row) => <CertaintyTag certainty={row.certainty} /> },
    { key: 'force', title: t('settings.in_force'), render: (row) => <Force rule={row} /> },
    ...(may('setting.edit')
      ? [
          {
            key: 'acts',
            title: t('settings.acts'),
            phone: 'corner' as const,
            render: (row: Rule) => (
              <ActButton
                size="small"
                act="setting.edit"
                reason={isOver(row) ? t('settings.is_over') : null}
                onClick={() => setEditing(row)}
              />
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      <PageHead
        title={labels.noun('settings')}
        purpose={t('settings.purpose')}
        secondary={
          <>
            <Link to={paths.calendar}>{t('settings.calendar')}</Link>
            <Link to={paths.authorities}>{labels.noun('authorities')}</Link>
            <Link to={paths.witnesses}>{labels.noun('witnesses')}</Link>
          </>
        }
      />
      <CertaintyWords unsure={list.data?.unsure_total} />
      <DataTable
        label={labels.noun('settings')}
        columns={columns}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.id}
        rowName={(row) => row[language]}
        query={query}
        search={t('settings.search')}
        filters={[
          {
            key: 'certainty',
            label: t('settings.certainty'),
            options: certainties.map((one) => ({ value: one, label: `${one} ${words(one)}` })),
          },
        ]}
        tools={
          <Checkbox
            checked={ended}
            onChange={({ target }) => query.set({ filters: { ended: target.checked ? ['true'] : [] } })}
          >
            {t('settings.ended')}
          </Checkbox>
        }
        empty={{ title: t('settings.empty') }}
      />
      {editing && <RuleForm rule={editing} open onClose={() => setEditing(null)} />}
    </>
  );
}

const isOver = ({ in_force, in_force_to }: Rule): boolean => !in_force && in_force_to !== null;

function Basis({ rule: { law, article, source_url } }: { rule: Rule }) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  if (law === 'product default') return <span className="muted">{t('settings.product_default')}</span>;
  return (
    <span className="basis">
      {law}
      {article && (/^\d+$/.test(article) ? say('article', { article }) : ` ${article}`)}
      {source_url && (
        <>
          {' '}
          <a className="underlined" href={source_url} target="_blank" rel="noreferrer">
            {t('settings.source')}
          </a>
        </>
      )}
    </span>
  );
}

function Force({ rule }: { rule: Rule }) {
  const { t } = useTranslation();
  const over = isOver(rule);
  return (
    <span>
      <Tag tone={rule.in_force ? 'good' : over ? 'plain' : 'warn'}>
        {t(rule.in_force ? 'settings.now' : over ? 'settings.over' : 'settings.later')}
      </Tag>{' '}
      <span className="muted no-wrap">
        {rule.in_force_from === null ? t('settings.always') : <DayText day={rule.in_force_from} />}
        {rule.in_force_to !== null && (
          <>
            {' — '}
            <DayText day={rule.in_force_to} />
          </>
        )}
      </span>
    </span>
  );
}
