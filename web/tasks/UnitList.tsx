import { useTranslation } from 'react-i18next';
import { useLabels } from '../i18n/labels.ts';
import { Tag } from '../ui/StateTag.tsx';
import type { TaskRow } from './tasks.ts';

const shown = 4;

/** The units of a role, each with how far it is; a group by its name with n of m. */
export function UnitList({ row, as: role }: { row: Pick<TaskRow, 'units' | 'groups'>; as: 'lead' | 'supporting' }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const units = row.units.filter((part) => part.role === role);
  const groups = row.groups.filter((group) => group.role === role);
  if (units.length + groups.length === 0)
    return role === 'lead' ? <Tag tone="warn">{t('tasks.unassigned')}</Tag> : <span className="muted">—</span>;
  return (
    <ul className="plain-list unit-list">
      {groups.map(({ name, members, confirmed, late }) => (
        <li key={name}>
          {name}{' '}
          <Tag tone={late > 0 ? 'bad' : confirmed === members ? 'good' : 'plain'}>
            {t('tasks.group_of', { done: confirmed, all: members })}
          </Tag>
        </li>
      ))}
      {units.slice(0, shown).map(({ id, unit, state, organisation }) => (
        <li key={id} title={labels.state(state)}>
          {unit}
          {organisation === null && <Tag tone="warn">{t('tasks.unresolved')}</Tag>}
          {state === 'confirmed' && (
            <span className="good">
              {' '}
              ✓<span className="hidden-words">{labels.state(state)}</span>
            </span>
          )}
        </li>
      ))}
      {units.length > shown && <li className="muted">{t('tasks.more_units', { count: units.length - shown })}</li>}
    </ul>
  );
}
