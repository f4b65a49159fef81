import { findOffice, findOfficeDuties, officeOnly } from './council-office.ts';
import { emptyCouncil } from './council-parts.ts';
import { readTold } from './council-told.ts';
import { readDuties } from './duties.ts';
import { isName } from './names.ts';
import type { Outline } from './outline.ts';
import { readRoster } from './roster.ts';
import type { Council, Note } from './schema.ts';
import type { Section } from './sections.ts';
import { noFact } from './text.ts';

export type CouncilFound = { council: Council | null; notes: Omit<Note, 'id'>[] };

/** The leading group or joint conference: persons only by unit and post. Null when the text forms none. */
export function readCouncil(outline: Outline, sections: readonly Section[]): CouncilFound {
  const roster = readRoster(outline, sections);
  const base = merge(roster, readTold(outline)) ?? officeOnly(outline);
  const duties = readDuties(sections);
  if (base === null && duties.members.length === 0) return { council: null, notes: [] };
  const council = base ?? emptyCouncil();
  const office = council.office.value === null ? findOffice(outline) : council.office;
  const told = council.office_duties.length > 0 ? council.office_duties : duties.office;
  const officeDuties = told.length > 0 || base === null ? told : findOfficeDuties(outline);
  const { kept, notes } = withoutNames(council);
  return { council: numberAll({ ...kept, office, office_duties: officeDuties, member_duties: duties.members }), notes };
}

/** What may still hold a person's name is left out, and said. */
function withoutNames(council: Council): { kept: Council; notes: Omit<Note, 'id'>[] } {
  const doubtful = (text: string) => text.split(/[ \u3000]+/).some(isName) || isName(text);
  const left = [
    ...council.members.filter(({ unit }) => doubtful(unit)),
    ...council.deputies.filter(({ text }) => doubtful(text)),
  ];
  const head = council.head.value !== null && doubtful(council.head.value) ? noFact<string>() : council.head;
  const notes = left.map(
    ({ source }): Omit<Note, 'id'> => ({
      level: 'unsure',
      message: '此处名单可能含有个人姓名，未予列入，请按单位和职务补充。',
      source,
    }),
  );
  const members = council.members.filter(({ unit }) => !doubtful(unit));
  const deputies = council.deputies.filter(({ text }) => !doubtful(text));
  return { kept: { ...council, head, members, deputies }, notes };
}

function merge(roster: Council | null, told: Council | null): Council | null {
  if (roster === null || told === null) return roster ?? told;
  return {
    ...roster,
    name: roster.name.value === null ? told.name : roster.name,
    head: roster.head.value === null ? told.head : roster.head,
    deputies: roster.deputies.length > 0 ? roster.deputies : told.deputies,
    members: roster.members.length > 0 ? roster.members : told.members,
    office: roster.office.value === null ? told.office : roster.office,
    office_duties: roster.office_duties.length > 0 ? roster.office_duties : told.office_duties,
  };
}

function numberAll(council: Council): Council {
  return {
    ...council,
    deputies: council.deputies.map((each, index) => ({ ...each, id: `d${index + 1}` })),
    members: council.members.map((each, index) => ({ ...each, id: `c${index + 2}` })),
    office_duties: council.office_duties.map((each, index) => ({ ...each, id: `o${index + 1}` })),
    member_duties: council.member_duties.map((each, index) => ({ ...each, id: `u${index + 1}` })),
  };
}
