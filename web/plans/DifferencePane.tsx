import { useTranslation } from 'react-i18next';
import { Empty } from '../ui/Empty.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Tag } from '../ui/StateTag.tsx';
import type { ListKey } from './draft-edit.ts';
import { shapes } from './shapes.ts';
import { useDifference } from './useDifference.ts';
import { usePages } from './usePages.tsx';
import { useSummaries } from './useSummaries.tsx';

type Values = Readonly<Record<string, unknown>>;
type Change = { kind: 'added' | 'removed' | 'changed' | 'same'; before?: Values; after?: Values; fields?: string[] };

const tones = { added: 'good', removed: 'bad', changed: 'warn', same: 'plain' } as const;

/** What the new version changes in the programme that runs: new, gone, reworded or moved. */
export function DifferencePane({ plan }: { plan: string }) {
  const { t } = useTranslation();
  const difference = useDifference(plan);
  if (difference.error) return <Failed error={difference.error} retry={() => void difference.refetch()} />;
  if (!difference.data) return <Loading />;
  const { phases, measures, tasks, targets, same } = difference.data;
  const lists: readonly (readonly [ListKey, string, readonly Change[]])[] = [
    ['phases', t('plans.section_phases'), phases],
    ['measures', t('plans.section_measures'), measures],
    ['tasks', t('plans.section_tasks'), tasks],
    ['targets', t('plans.section_targets'), targets],
  ];
  const changed = lists.filter(([, , changes]) => changes.length > 0);
  if (changed.length === 0) return <Empty title={t('plans.no_difference')} text={t('plans.no_difference_why')} />;
  return (
    <div className="difference-pane">
      <p className="muted">{t('plans.difference_why', { same })}</p>
      {changed.map(([list, title, changes]) => (
        <section key={list} className="draft-section" aria-label={title}>
          <h3>
            {title}
            <span className="muted draft-count">{t('plans.count', { count: changes.length })}</span>
          </h3>
          <ChangeLines list={list} changes={changes} />
        </section>
      ))}
    </div>
  );
}

function ChangeLines({ list, changes }: { list: ListKey; changes: readonly Change[] }) {
  const { shown, pager } = usePages(changes);
  return (
    <>
      {shown.map((change) => (
        <ChangeLine
          key={`${change.kind}-${String((change.after ?? change.before)?.['id'])}`}
          list={list}
          change={change}
        />
      ))}
      {pager}
    </>
  );
}

function ChangeLine({ list, change }: { list: ListKey; change: Change }) {
  const { t } = useTranslation();
  const summaryOf = useSummaries();
  const words = {
    added: t('plans.change_added'),
    removed: t('plans.change_removed'),
    changed: t('plans.change_changed'),
    same: t('plans.change_same'),
  };
  const line = (values: Values) => {
    const { title, meta } = summaryOf(list, values);
    return [title, meta].filter(Boolean).join(' · ');
  };
  const shown = shapes[list].filter((field) => change.fields?.includes(field.name)).map((field) => t(field.label));
  return (
    <div className="change-line">
      <Tag tone={tones[change.kind]}>{words[change.kind]}</Tag>
      <div>
        {change.before && <div className={change.after ? 'change-before' : ''}>{line(change.before)}</div>}
        {change.after && <div>{line(change.after)}</div>}
        {shown.length > 0 && <div className="muted">{t('plans.changed_fields', { fields: shown.join('、') })}</div>}
        {change.kind === 'removed' && list === 'tasks' && <div className="muted">{t('plans.removed_keeps')}</div>}
      </div>
    </div>
  );
}
