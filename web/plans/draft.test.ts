import { describe, expect, test } from 'vitest';
import { draftFromPrinted } from '#domain/plans/from-printed.ts';
import { addElement, confirmItem, dropElement, editElement, factOf, setFact } from './draft-edit.ts';
import { itemOfField, itemsOf, marksOf, pendingOf } from './draft-items.ts';

const task = (text: string) => ({
  ...{ no: '1', text, lead_units: ['甲局'], supporting_units: [], due_on: null, from: null, to: null },
  continuing: false,
});
const draft = draftFromPrinted({
  ...{ title: '方案', document_no: null, issuer: null, issued_on: null, period: null, basis: [], targets: [] },
  phases: [{ title: '部署', from: '2026-01-01', to: null }],
  measures: [{ no: '一', title: '机制', tasks: [task('甲'), task('乙')] }],
  ...{ council: null, reports: [], notes: [{ level: 'conflict' as const, message: 'overlap' }] },
});

describe('editing a draft', () => {
  test('one element changes and becomes certain; everything else stays the very same', () => {
    const next = editElement(
      { ...draft, phases: [{ ...draft.phases[0], certainty: 'unsure' } as (typeof draft.phases)[number]] },
      'task-0-1',
      { text: '丙' },
    );
    expect(next.measures[0]?.tasks.map(({ text }) => text)).toEqual(['甲', '丙']);
    expect(next.measures[0]?.tasks[0]).toBe(draft.measures[0]?.tasks[0]);
    expect(next.phases[0]?.certainty).toBe('unsure');
  });

  test('dropped, added at the end of its list, a task at the end of its measure', () => {
    expect(dropElement(draft, 'task-0-0').measures[0]?.tasks.map(({ text }) => text)).toEqual(['乙']);
    const added = addElement(draft, 'tasks', 'measure-0');
    expect(added.draft.measures[0]?.tasks.at(-1)).toMatchObject({ id: added.id, text: '', source: null });
    expect(addElement(draft, 'members').draft.council?.members).toHaveLength(1);
  });

  test('an emptied fact is unknown again; a council begins with its first fact', () => {
    expect(setFact(draft, 'title', '  ').title.value).toBeNull();
    expect(factOf(setFact(draft, 'council.head', '副县长'), 'council.head').value).toBe('副县长');
  });

  test('a note that was seen goes, an item that was checked is certain', () => {
    expect(confirmItem(draft, 'note-0').notes).toEqual([]);
    expect(pendingOf(draft)).toEqual(['note-0']);
  });
});

describe('what is shown of a draft', () => {
  test('items in the order of the screen; unknown facts are none', () => {
    expect(itemsOf(draft).map(({ id }) => id)).toEqual(['title', 'phase-0', 'measure-0', 'task-0-0', 'task-0-1']);
  });

  test('unsure comes before likely; marks stand where the source says', () => {
    const [phase] = draft.phases;
    const next = {
      ...draft,
      title: { ...draft.title, certainty: 'likely' as const, source: [0, 2] as [number, number] },
      phases: phase ? [{ ...phase, certainty: 'unsure' as const }] : [],
    };
    expect(pendingOf(next)).toEqual(['note-0', 'phase-0', 'title']);
    expect(marksOf(next)).toEqual([{ id: 'title', start: 0, end: 2, tone: 'busy' }]);
  });

  test.each([
    ['phases.0.to', 'phase-0'],
    ['draft.measures.0.tasks.1.due_on', 'task-0-1'],
    ['period_to', 'period_to'],
    ['council.head.value', 'council.head'],
    ['nonsense.3', null],
  ])('the field %s is of the item %s', (field, id) => {
    expect(itemOfField(draft, field)).toBe(id);
  });
});
