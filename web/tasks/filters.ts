import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useDivisionFilter } from '../divisionFilter.ts';
import { useLabels } from '../i18n/labels.ts';
import type { Filter } from '../ui/ListTools.tsx';
import type { ListQuery } from '../ui/useListQuery.ts';
import { usePhone } from '../ui/usePhone.ts';
import { programmeQuery, programmesQuery, shortText, tasksQuery } from './tasks.ts';

/** The select boxes above the tasks. Measure, phase and unit are those of the chosen programme. */
export function useFilters(query: ListQuery): Filter[] {
  const { t } = useTranslation();
  const labels = useLabels();
  const programme = query.one('programme');
  const programmes = useQuery(programmesQuery);
  const chosen = useQuery(programmeQuery(programme));
  const units = useUnits(programme);
  const phone = usePhone();
  const division = useDivisionFilter(query);
  const within: Filter[] = chosen.data
    ? [
        {
          key: 'measure',
          label: t('tasks.measure'),
          options: chosen.data.measures.map(({ id, no, title }) => ({
            value: id,
            label: shortText(`${no}${title}`, 30),
          })),
        },
        {
          key: 'phase',
          label: t('tasks.phase'),
          options: chosen.data.phases.map(({ id, title }) => ({ value: id, label: title })),
        },
        { key: 'organisation', label: labels.noun('organisations'), options: units },
      ]
    : [];
  const all: Filter[] = [
    ...division,
    {
      key: 'programme',
      label: labels.noun('programmes'),
      options: (programmes.data?.rows ?? []).map(({ id, title }) => ({ value: id, label: shortText(title, 36) })),
    },
    ...within,
    {
      key: 'programme_state',
      label: t('tasks.programme_state'),
      options: (['running', 'closed'] as const).map((state) => ({ value: state, label: labels.state(state) })),
    },
    {
      key: 'role',
      label: t('tasks.role'),
      options: [
        { value: 'lead', label: t('tasks.lead') },
        { value: 'supporting', label: t('tasks.supporting') },
      ],
    },
    {
      key: 'state',
      label: t('tasks.state'),
      options: (['assigned', 'reported', 'confirmed', 'cancelled'] as const).map((state) => ({
        value: state,
        label: labels.state(state),
      })),
    },
    {
      key: 'punctuality',
      label: t('tasks.punctuality'),
      options: [
        { value: 'late', label: t('tasks.late') },
        { value: 'due_soon', label: t('tasks.due_soon') },
        { value: 'undated', label: t('tasks.undated') },
      ],
    },
    {
      key: 'unresolved',
      label: t('tasks.unresolved_filter'),
      options: [{ value: 'true', label: t('tasks.unresolved_only') }],
    },
    {
      key: 'mine',
      label: t('tasks.of_us'),
      options: [
        { value: 'true', label: t('tasks.of_us_only') },
        { value: 'false', label: t('tasks.of_all') },
      ],
    },
  ];
  // Whether a programme still runs is asked by the overview's numbers alone; one box less for everybody else.
  const hidden = phone ? rare : ['programme_state'];
  return all.filter(({ key }) => !hidden.includes(key) || query.one(key) !== undefined);
}

/** On a phone these take more room than they are worth; one that is set still shows. */
const rare: readonly string[] = ['programme_state', 'role', 'unresolved', 'mine', 'phase'];

/** The organisations that have a part in the first tasks of a programme, by name; others are found by the search. */
function useUnits(programme: string | undefined): { value: string; label: string }[] {
  const { data } = useQuery({
    ...tasksQuery({ ...(programme ? { programme } : {}), mine: false, size: 200 }),
    enabled: programme !== undefined,
  });
  const units = new Map(
    (data?.rows ?? []).flatMap(({ units: parts }) =>
      parts.flatMap(({ organisation, unit }) => (organisation ? [[organisation, unit]] : [])),
    ),
  );
  return [...units]
    .map(([value, label]) => ({ value, label }))
    .sort((one, other) => one.label.localeCompare(other.label, 'zh-CN'));
}
