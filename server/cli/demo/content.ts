import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OrganisationKind, Role } from '#domain/glossary.ts';
import type { Printed } from '#domain/plans/from-printed.ts';

/** The shapes of content/demo and content/programmes (their README files describe them). */
export type DemoOrganisation = {
  slug: string;
  kind: OrganisationKind;
  name: string;
  short_name: string | null;
  aliases: string[];
  division_code: string;
  superior: string | null;
  credit_code: string | null;
  industry: string | null;
};

export type DemoPerson = {
  slug: string;
  name: string;
  login: string;
  posts: { organisation: string; title: string; roles: Role[] }[];
  persona_label: { zh: string; en: string };
};

export type DemoPilot = {
  title: string;
  division_code: string;
  scope: string;
  started_days_ago?: number;
  guiding_contact: { unit: string; post: string | null };
};

export type DemoProgramme = {
  slug: string;
  division_code: string;
  owner: string;
  officer?: string;
  scope: string;
  state: 'running' | 'draft' | 'closed';
  draft: Printed;
  groups: { name: string; members: string[] }[];
  pilots: DemoPilot[];
  reports_submitted: { due_on: string; days_ago: number; by: string }[];
  progress?: { task_no: string; unit: string; done_days_ago: number; confirmed: boolean }[];
};

export type RealProgramme = {
  slug: string;
  division_code: string;
  scope: string;
  parent: string | null;
  draft: Printed;
  units: { name: string; aliases: string[]; kind: OrganisationKind; division_code: string }[];
  groups: { name: string; kind: OrganisationKind; division_codes: string[] }[];
  pilots: DemoPilot[];
};

export type DemoAct = {
  task_no: string;
  unit: string;
  days_ago: number;
  act: 'note' | 'report_done' | 'confirm' | 'request_extension' | 'grant_extension';
  text: string;
  by: string;
  new_due_on?: string;
};

export type Appearance = { slug: string; days_ago: number };

const root = join(import.meta.dirname, '../../../content');

/** A file of content; its shape is proven by content/content.test.ts, which the caller's type repeats. */
export const readContent = async <T>(path: string): Promise<T> =>
  JSON.parse(await readFile(join(root, path), 'utf8')) as T;

export const realProgrammes = [
  'national-pilot-2022',
  'donge-2022',
  'gedian-2023',
  'urad-2023',
  'sanming-2023',
] as const;
