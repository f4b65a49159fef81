import type { Draft, Fact } from '#domain/plans/schema.ts';

/** Facts that stand once in a draft; the council's own are named with a dot. */
export const headFacts = ['title', 'document_no', 'issuer', 'issued_on', 'period_from', 'period_to'] as const;
export const councilFacts = ['council.name', 'council.head', 'council.office'] as const;
export type FactKey = (typeof headFacts)[number] | (typeof councilFacts)[number];

/** Lists of elements that have an id of their own. */
export type ListKey =
  | 'basis'
  | 'phases'
  | 'targets'
  | 'measures'
  | 'tasks'
  | 'deputies'
  | 'members'
  | 'office_duties'
  | 'member_duties'
  | 'reports';

type Element = { readonly id: string };
type Values = Readonly<Record<string, unknown>>;

const isElement = (value: unknown): value is Element & Values =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';

/** The draft with one element changed, or left out when `change` answers null. All ids of a draft differ. */
export function withElement(draft: Draft, id: string, change: (element: Values) => Values | null): Draft {
  // The copy differs from the draft only in what `change` answers, which keeps the element's shape.
  return walk(draft, id, change) as Draft;
}

function walk(value: unknown, id: string, change: (element: Values) => Values | null): unknown {
  if (Array.isArray(value)) {
    const next = value.map((item) => (isElement(item) && item.id === id ? change(item) : walk(item, id, change)));
    return next.some((item, at) => item !== value[at]) ? next.filter((item) => item !== null) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const next = Object.entries(value).map(([key, inner]) => [key, walk(inner, id, change)] as const);
  return next.some(([key, inner]) => inner !== (value as Values)[key]) ? Object.fromEntries(next) : value;
}

/** A field that a person has written is certain. */
export const editElement = (draft: Draft, id: string, values: Values): Draft =>
  withElement(draft, id, (element) => ({ ...element, ...values, certainty: 'sure' }));

export const dropElement = (draft: Draft, id: string): Draft => withElement(draft, id, () => null);

export const factOf = (draft: Draft, key: FactKey): Fact<string> => {
  if (key === 'council.name' || key === 'council.head' || key === 'council.office')
    return draft.council?.[councilPart(key)] ?? emptyFact;
  return draft[key];
};

const emptyFact: Fact<string> = { value: null, source: null, certainty: 'sure' };

const councilPart = (key: (typeof councilFacts)[number]): 'name' | 'head' | 'office' =>
  key === 'council.name' ? 'name' : key === 'council.head' ? 'head' : 'office';

export function setFact(draft: Draft, key: FactKey, value: string | null): Draft {
  const fact = { ...factOf(draft, key), value: value?.trim() ? value : null, certainty: 'sure' as const };
  if (key === 'council.name' || key === 'council.head' || key === 'council.office')
    return { ...draft, council: { ...(draft.council ?? emptyCouncil), [councilPart(key)]: fact } };
  return { ...draft, [key]: fact };
}

const added = { source: null, certainty: 'sure' } as const;
const emptyCouncil: NonNullable<Draft['council']> = {
  ...{ id: 'council', ...added, name: emptyFact, head: emptyFact, office: emptyFact },
  ...{ deputies: [], members: [], office_duties: [], member_duties: [] },
};

/** Marks what was recognised as looked at and right. */
export function confirmItem(draft: Draft, id: string): Draft {
  const fact = [...headFacts, ...councilFacts].find((key) => key === id);
  if (fact) return setFact(draft, fact, factOf(draft, fact).value);
  if (draft.notes.some((note) => note.id === id))
    return { ...draft, notes: draft.notes.filter((note) => note.id !== id) };
  return editElement(draft, id, {});
}

/** Puts a new, empty element at the end of its list (a task at the end of its measure). Answers its id too. */
export function addElement(draft: Draft, list: ListKey, within?: string): { draft: Draft; id: string } {
  const id = `${list}-${Date.now().toString(36)}-${Math.floor(Math.random() * 1e6).toString(36)}`;
  const element = { id, ...added };
  const council = draft.council ?? emptyCouncil;
  const inCouncil = (part: Partial<typeof council>): Draft => ({ ...draft, council: { ...council, ...part } });
  const next = (): Draft => {
    switch (list) {
      case 'basis':
        return { ...draft, basis: [...draft.basis, { ...element, title: '', document_no: null }] };
      case 'phases':
        return { ...draft, phases: [...draft.phases, { ...element, title: '', from: null, to: null }] };
      case 'targets':
        return { ...draft, targets: [...draft.targets, { ...element, ...emptyTarget }] };
      case 'measures':
        return { ...draft, measures: [...draft.measures, { ...element, no: null, title: '', tasks: [] }] };
      case 'tasks':
        return withElement(draft, within ?? '', (measure) => ({
          ...measure,
          tasks: [...(Array.isArray(measure['tasks']) ? measure['tasks'] : []), { ...element, ...emptyTask }],
        }));
      case 'deputies':
        return inCouncil({ deputies: [...council.deputies, { ...element, text: '' }] });
      case 'members':
        return inCouncil({ members: [...council.members, { ...element, unit: '', post: null }] });
      case 'office_duties':
        return inCouncil({ office_duties: [...council.office_duties, { ...element, text: '' }] });
      case 'member_duties':
        return inCouncil({ member_duties: [...council.member_duties, { ...element, unit: '', duties: [] }] });
      case 'reports':
        return { ...draft, reports: [...draft.reports, { ...element, due: [], to: [] }] };
    }
  };
  return { draft: next(), id };
}

const emptyTarget: Omit<Draft['targets'][number], 'id' | 'source' | 'certainty'> = {
  ...{ subject: null, subject_text: '', comparison: 'at_least', value: 0, value_to: null },
  ...{ unit: null, by: null, text: '' },
};
const emptyTask = {
  ...{ no: null, text: '', lead_units: [], supporting_units: [], due_on: null, from: null, to: null },
  continuing: false,
};
