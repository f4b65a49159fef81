import type pg from 'pg';
import { newId } from '#server/kernel/id.ts';
import { loadDivisions, readTable } from '#server/seed.ts';
import type { Appearance, DemoOrganisation, DemoPerson, RealProgramme } from './content.ts';
import { readContent, realProgrammes } from './content.ts';
import { type DemoFirm, firmRows, seedProfiles } from './firms.ts';

/** Slugs of the content → ids of rows. */
export type Ids = { organisations: Map<string, string>; people: Map<string, string> };

type OrganisationRow = {
  id: string;
  kind: string;
  name: string;
  short_name: string | null;
  aliases: string[];
  division_code: string;
  superior_id: string | null;
  credit_code: string | null;
  industry: string | null;
  created_on: string;
};

/** The invented divisions, organisations and people, and the public bodies that the five programmes name. */
export async function seedDirectory(
  owner: pg.Pool,
  dayAgo: (days: number) => string,
  now: Date,
): Promise<Ids & { firms: DemoFirm[] }> {
  await loadDivisions(owner, await readTable('demo/divisions.csv'));
  const organisations = await seedOrganisations(owner, dayAgo);
  const people = await seedPeople(owner, organisations, dayAgo(760));
  const firms = await seedProfiles(owner, { organisations, people }, now);
  return { organisations, people, firms };
}

async function seedOrganisations(owner: pg.Pool, dayAgo: (days: number) => string): Promise<Map<string, string>> {
  const known = await readContent<DemoOrganisation[]>('demo/organisations.json');
  const appeared = new Map(
    (await readContent<Appearance[]>('demo/targets-history.json')).map(({ slug, days_ago }) => [slug, days_ago]),
  );
  const ids = new Map(known.map(({ slug }) => [slug, newId()]));
  const rows = known.map(
    ({ slug, superior, ...one }): OrganisationRow => ({
      ...one,
      id: ids.get(slug) ?? newId(),
      superior_id: superior === null ? null : (ids.get(superior) ?? null),
      created_on: dayAgo(appeared.get(slug) ?? 500),
    }),
  );
  await insertOrganisations(owner, rows);
  const rest = { kind: 'enterprise', short_name: null, aliases: [], superior_id: null, industry: null };
  await insertOrganisations(
    owner,
    (await firmRows(newId, dayAgo)).map((row) => ({ ...rest, ...row })),
  );
  for (const name of realProgrammes)
    await seedUnits(owner, ids, await readContent<RealProgramme>(`programmes/${name}.json`), dayAgo(500));
  return ids;
}

/** One body per unit a real programme names, and per division of a group; `slug/unit` leads to its id. */
async function seedUnits(
  owner: pg.Pool,
  ids: Map<string, string>,
  programme: RealProgramme,
  created_on: string,
): Promise<void> {
  const divisions = await owner.query<{ code: string; name: string }>(
    'select code, name from divisions where code = any ($1)',
    [
      [
        ...programme.units.map((unit) => unit.division_code),
        ...programme.groups.flatMap((group) => group.division_codes),
      ],
    ],
  );
  const places = new Map(divisions.rows.map(({ code, name }) => [code, name]));
  const single = programme.units.map((unit) => ({
    ...unit,
    key: `${programme.slug}/${unit.name}`,
    aliases: [unit.name, ...unit.aliases],
  }));
  const members = programme.groups.flatMap(({ name, kind, division_codes }) =>
    division_codes.map((division_code) => ({
      name: name.replace(/^各[^)）]*[)）]|^各/, ''),
      kind,
      division_code,
      key: `${programme.slug}/${name}/${division_code}`,
      aliases: [] as string[],
    })),
  );
  const rows = [...single, ...members].map(({ key, name, kind, division_code, aliases }): OrganisationRow => {
    const id = newId();
    ids.set(key, id);
    return {
      id,
      kind,
      name: fullName(places.get(division_code) ?? '', name),
      short_name: null,
      aliases,
      division_code,
      superior_id: null,
      credit_code: null,
      industry: null,
      created_on,
    };
  });
  await insertOrganisations(owner, rows);
}

/** 县公安局 of 东阿县 → 东阿县公安局. */
const fullName = (place: string, name: string): string =>
  name.startsWith(place) || place === '全国' ? name : place + name.replace(/^(?:县|旗|市(?!场)|市(?=市场))/, '');

async function insertOrganisations(owner: pg.Pool, rows: OrganisationRow[]): Promise<void> {
  await owner.query(
    `insert into organisations (id, kind, name, short_name, aliases, division_code, path, superior_id, credit_code, industry, created_on)
     select o.id, o.kind, o.name, o.short_name, array(select jsonb_array_elements_text(o.aliases)), o.division_code, d.path, o.superior_id, o.credit_code, o.industry, o.created_on
     from jsonb_to_recordset($1::jsonb) as o(id uuid, kind text, name text, short_name text, aliases jsonb, division_code text, superior_id uuid, credit_code text, industry text, created_on date)
     join divisions d on d.code = o.division_code`,
    [JSON.stringify(rows)],
  );
}

async function seedPeople(
  owner: pg.Pool,
  organisations: Map<string, string>,
  from_on: string,
): Promise<Map<string, string>> {
  const people = [...(await readContent<DemoPerson[]>('demo/people.json')), ...realOfficers(organisations)];
  const ids = new Map(people.map(({ slug }) => [slug, newId()]));
  const personas = [];
  for (const person of people) {
    const id = ids.get(person.slug);
    await owner.query("insert into people (id, name, login, state) values ($1, $2, $3, 'active')", [
      id,
      person.name,
      person.login,
    ]);
    for (const post of person.posts) {
      const made = await owner.query<{ name: string }>(
        `with o as (select id, path, name from organisations where id = $3)
         insert into posts (id, person_id, org_id, path, title, roles, from_on) select $1, $2, o.id, o.path, $4, $5, $6 from o
         returning (select name from o) as name`,
        [newId(), id, organisations.get(post.organisation), post.title, post.roles, from_on],
      );
      if (post === person.posts[0])
        personas.push({
          id,
          name: person.name,
          label_zh: person.persona_label.zh,
          label_en: person.persona_label.en,
          organisation_name: made.rows[0]?.name ?? '',
        });
    }
  }
  await owner.query(
    "insert into installation (key, value) values ('demo_people', $1) on conflict (key) do update set value = excluded.value",
    [JSON.stringify(personas)],
  );
  return ids;
}

/** The plans name units, never people: the office of each of the five programmes gets one invented officer. */
function realOfficers(organisations: Map<string, string>): DemoPerson[] {
  return realProgrammes.map((slug, index) => ({
    slug,
    name: `示例·方案${'一二三四五'.charAt(index)}`,
    login: slug,
    posts: [{ organisation: officeOf(slug, organisations), title: '专班工作人员', roles: ['programme_officer'] }],
    persona_label: {
      zh: `五个实际方案之${'一二三四五'.charAt(index)}：专班工作人员`,
      en: `Officer of published plan ${index + 1}`,
    },
  }));
}

/** The unit of a real programme that keeps its office: the market regulation body it names first. */
export function officeOf(slug: string, organisations: Map<string, string>): string {
  const keys = [...organisations.keys()].filter((key) => key.startsWith(`${slug}/`));
  return keys.find((key) => key.includes('市场监管')) ?? keys[0] ?? '';
}
