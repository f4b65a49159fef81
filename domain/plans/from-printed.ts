import type { Comparison, Draft, Fact, Subject } from './schema.ts';

/** The shape that `humi plan read FILE --json` prints and that content/programmes keeps. */
export type Printed = {
  readonly title: string | null;
  readonly document_no: string | null;
  readonly issuer: string | null;
  readonly issued_on: string | null;
  readonly period: { readonly from: string | null; readonly to: string | null } | null;
  readonly basis: readonly { readonly title: string; readonly document_no: string | null }[];
  readonly phases: readonly { readonly title: string; readonly from: string | null; readonly to: string | null }[];
  readonly targets: readonly PrintedTarget[];
  readonly measures: readonly {
    readonly no: string | null;
    readonly title: string;
    readonly tasks: readonly PrintedTask[];
  }[];
  readonly council: PrintedCouncil | null;
  readonly reports: readonly { readonly due: readonly string[]; readonly to: readonly string[] }[];
  readonly notes: readonly { readonly level: 'unsure' | 'conflict'; readonly message: string }[];
};

type PrintedTarget = {
  readonly subject: string | null;
  readonly subject_text: string;
  readonly comparison: Comparison;
  readonly value: number;
  readonly value_to: number | null;
  readonly unit: string | null;
  readonly by: string | null;
  readonly text: string;
};

type PrintedTask = {
  readonly no: string | null;
  readonly text: string;
  readonly lead_units: readonly string[];
  readonly supporting_units: readonly string[];
  readonly due_on: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly continuing: boolean;
};

type PrintedCouncil = {
  readonly name: string | null;
  readonly head: string | null;
  readonly deputies: readonly string[];
  readonly members: readonly { readonly unit: string; readonly post: string | null }[];
  readonly office: string | null;
  readonly office_duties: readonly string[];
  readonly member_duties: readonly { readonly unit: string; readonly duties: readonly string[] }[];
};

const added = { source: null, certainty: 'sure' } as const;
const fact = (value: string | null | undefined): Fact<string> => ({ value: value ?? null, ...added });
const withId = (id: string) => ({ id, ...added });

/** A draft again from its printed shape. Nothing points into a text: the printed programmes that ship have none. */
export function draftFromPrinted(printed: Printed): Draft {
  return {
    title: fact(printed.title),
    document_no: fact(printed.document_no),
    issuer: fact(printed.issuer),
    issued_on: fact(printed.issued_on),
    period_from: fact(printed.period?.from),
    period_to: fact(printed.period?.to),
    basis: printed.basis.map(({ title, document_no }, at) => ({ ...withId(`basis-${at}`), title, document_no })),
    phases: printed.phases.map(({ title, from, to }, at) => ({ ...withId(`phase-${at}`), title, from, to })),
    targets: printed.targets.map((target, at) => ({
      ...withId(`target-${at}`),
      ...pickTarget(target),
    })),
    measures: printed.measures.map(({ no, title, tasks }, at) => ({
      ...withId(`measure-${at}`),
      no,
      title,
      tasks: tasks.map((task, place) => ({ ...withId(`task-${at}-${place}`), ...pickTask(task) })),
    })),
    council: printed.council ? councilFrom(printed.council) : null,
    reports: printed.reports.map(({ due, to }, at) => ({ ...withId(`report-${at}`), due: [...due], to: [...to] })),
    notes: printed.notes.map(({ level, message }, at) => ({ id: `note-${at}`, level, message, source: null })),
  };
}

const pickTarget = ({ subject, subject_text, comparison, value, value_to, unit, by, text }: PrintedTarget) => ({
  // Shipped content may count any metric of the catalogue, which knows more keys than the reader of plans does.
  subject: subject as Subject | null,
  subject_text,
  comparison,
  value,
  value_to,
  unit,
  by,
  text,
});

const pickTask = ({ no, text, lead_units, supporting_units, due_on, from, to, continuing }: PrintedTask) => ({
  no,
  text,
  lead_units: [...lead_units],
  supporting_units: [...supporting_units],
  due_on,
  from,
  to,
  continuing,
});

const councilFrom = (council: PrintedCouncil): NonNullable<Draft['council']> => ({
  ...withId('council'),
  name: fact(council.name),
  head: fact(council.head),
  deputies: council.deputies.map((text, at) => ({ ...withId(`deputy-${at}`), text })),
  members: council.members.map(({ unit, post }, at) => ({ ...withId(`member-${at}`), unit, post })),
  office: fact(council.office),
  office_duties: council.office_duties.map((text, at) => ({ ...withId(`office-duty-${at}`), text })),
  member_duties: council.member_duties.map(({ unit, duties }, at) => ({
    ...withId(`member-duty-${at}`),
    unit,
    duties: [...duties],
  })),
});
