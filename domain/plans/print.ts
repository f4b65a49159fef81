import type { Draft, Source } from './schema.ts';

/** The draft as `humi plan read FILE --json` prints it: these keys, in this order, nothing else. */
export function printDraft(draft: Draft) {
  const { council } = draft;
  const from = draft.period_from.value;
  const to = draft.period_to.value;
  return {
    title: draft.title.value,
    document_no: draft.document_no.value,
    issuer: draft.issuer.value,
    issued_on: draft.issued_on.value,
    period: from === null && to === null ? null : { from, to },
    basis: draft.basis.map(({ title, document_no }) => ({ title, document_no })),
    phases: draft.phases.map((phase) => ({
      title: phase.title,
      from: phase.from,
      to: phase.to,
      source: place(phase.source),
    })),
    targets: draft.targets.map((target) => ({
      subject: target.subject,
      subject_text: target.subject_text,
      comparison: target.comparison,
      value: target.value,
      value_to: target.value_to,
      unit: target.unit,
      by: target.by,
      text: target.text,
      source: place(target.source),
    })),
    measures: draft.measures.map(printMeasure),
    council: council === null ? null : printCouncil(council),
    reports: draft.reports.map(({ due, to: receivers }) => ({ due, to: receivers })),
    notes: draft.notes.map(({ level, message, source }) => ({ level, message, source: place(source) })),
  };
}

export type PrintedDraft = ReturnType<typeof printDraft>;

function place(source: Source): Source {
  return source === null ? null : [source[0], source[1]];
}

function printMeasure(measure: Draft['measures'][number]) {
  return {
    no: measure.no,
    title: measure.title,
    source: place(measure.source),
    tasks: measure.tasks.map((task) => ({
      no: task.no,
      text: task.text,
      lead_units: task.lead_units,
      supporting_units: task.supporting_units,
      due_on: task.due_on,
      from: task.from,
      to: task.to,
      continuing: task.continuing,
      source: place(task.source),
    })),
  };
}

function printCouncil(council: NonNullable<Draft['council']>) {
  return {
    name: council.name.value,
    head: council.head.value,
    deputies: council.deputies.map(({ text }) => text),
    members: council.members.map(({ unit, post }) => ({ unit, post })),
    office: council.office.value,
    office_duties: council.office_duties.map(({ text }) => text),
    member_duties: council.member_duties.map(({ unit, duties }) => ({ unit, duties })),
  };
}
