import { exhibitStates } from '#domain/exhibits/states.ts';
import {
  administratorRoles,
  divisionKinds,
  nouns,
  organisationKinds,
  roles,
  states,
  type Term,
  verbs,
} from '#domain/glossary.ts';
import { meetingStates } from '#domain/meetings/states.ts';
import { permissions } from '#domain/permissions.ts';
import { planStates } from '#domain/plans/states.ts';
import { programmeStates } from '#domain/programmes/states.ts';
import { reportStates } from '#domain/reports/states.ts';
import type { Machine } from '#domain/states.ts';
import { extensionStates, partStates } from '#domain/tasks/states.ts';

/** The printed glossary (docs/glossary.md): every word, every state machine as a diagram, who may do what. */
export const glossaryPage = (): string =>
  [
    '# Glossary\n\nMade from `domain/` by `npm run generate`; do not edit. One English word for each Chinese term.',
    table('Things', nouns),
    table('Acts', verbs),
    table('States', states),
    table('Roles', roles),
    `The three administrators (${administratorRoles.join(', ')}) are three people, and none reads business data.`,
    table('Kinds of organisation', organisationKinds),
    table('Kinds of division', divisionKinds),
    '## State machines',
    diagram('A unit’s part of a task', partStates),
    diagram('A request for more time', extensionStates),
    diagram('A plan document', planStates),
    diagram('A programme', programmeStates),
    diagram('A report', reportStates),
    diagram('An exhibit', exhibitStates),
    diagram('A meeting', meetingStates),
    '## Who may do what\n\nDefault deny: what is not listed is nobody’s. Which rows a person sees is decided by the row policies.',
    rights(),
  ].join('\n\n') + '\n';

function table(title: string, terms: Readonly<Record<string, Term>>): string {
  const rows = Object.entries(terms).map(([key, { zh, en, meaning }]) => `| \`${key}\` | ${zh} | ${en} | ${meaning} |`);
  return [`## ${title}`, '', '| key | 中文 | English | meaning |', '|---|---|---|---|', ...rows].join('\n');
}

function diagram(title: string, machine: Machine<string>): string {
  const steps = Object.entries(machine).flatMap(([from, acts]) =>
    Object.entries(acts).map(([act, to]) => `  ${from} --> ${to}: ${act}`),
  );
  return [`### ${title}`, '', '```mermaid', 'stateDiagram-v2', ...steps, '```'].join('\n');
}

const rights = (): string =>
  [
    '| act | roles |',
    '|---|---|',
    ...Object.entries(permissions).map(([act, grants]) => `| \`${act}\` | ${grants.join(', ')} |`),
  ].join('\n');
