import { createHash } from 'node:crypto';
import type pg from 'pg';
import { dayInChina } from '#server/kernel/verb.ts';
import { readTable } from '#server/seed.ts';
import { readContent } from './content.ts';

/** Who keeps in touch with a firm, by slug, and who goes there. */
export type Office = {
  liaison: string;
  liaison_person: string | null;
  station: string | null;
  station_person: string | null;
  visits: string;
};

type Profile = {
  slug: string;
  industry: string;
  size: string;
  staff: number;
  tags: string[];
  address?: string;
  contact_name: string;
  contact_phone?: string;
  contact_email?: string;
  contact_point?: boolean;
  joined_days_ago?: number;
};

export type OwnAssessment = { firm: string; by: string; days_ago: number; quality: number };

export type FirmContent = {
  offices: Record<string, Office[]>;
  trade_offices: Record<string, Office>;
  contacts: string[];
  notes: string[];
  profiles: Profile[];
  own_assessments: OwnAssessment[];
  invited: { firm: string; by: string; days_ago: number };
  application: { days_ago: number; login: string } & Record<
    'name' | 'credit_code' | 'division_code' | 'industry' | 'contact_name' | 'contact_phone' | 'note',
    string
  >;
};

/** A firm of the demonstration as whoever plays its two years needs it. */
export type DemoFirm = {
  /** Slug of the content, or the credit code. */
  key: string;
  id: string;
  division_code: string;
  industry: string;
  size: string;
  office: Office;
  /** Days since it is in the register. */
  since: number;
};

export const readFirmContent = (): Promise<FirmContent> => readContent<FirmContent>('demo/firms.json');

/** An even number from 0 to 1 that follows from the words alone: the same on every day and every machine. */
export const chance = (...words: readonly (string | number)[]): number =>
  createHash('sha256').update(words.join('/')).digest().readUInt32BE(0) / 2 ** 32;

type Row = { id: string; name: string; credit_code: string; division_code: string; created_on: string };
type Ids = { organisations: Map<string, string>; people: Map<string, string> };

/** Rows of content/demo/firms.csv as organisations; their ids are found again by credit code. */
export async function firmRows(newId: () => string, dayAgo: (days: number) => string): Promise<Row[]> {
  const table = await readTable('demo/firms.csv');
  return table.map(({ name = '', division_code = '', credit_code = '', days_ago = '0' }) => ({
    ...{ id: newId(), name, division_code, credit_code, created_on: dayAgo(Number(days_ago)) },
  }));
}

/** The profile of every firm, who serves it, and whether it runs its own page; answers the firms. */
export async function seedProfiles(owner: pg.Pool, ids: Ids, now: Date): Promise<DemoFirm[]> {
  const content = await readFirmContent();
  const firms = [...(await profiled({ owner, now }, ids, content)), ...(await listed(owner, content))];
  const instant = (days: number): string => new Date(now.getTime() - days * 86_400_000).toISOString();
  const orNull = (map: Map<string, string>, slug: string | null) => (slug === null ? null : (map.get(slug) ?? null));
  await owner.query(
    `update enterprises e set industry = f.industry, size = f.size, staff = f.staff, address = f.address,
            tags = array(select jsonb_array_elements_text(f.tags)), contact_name = f.contact_name, contact_phone = f.contact_phone,
            contact_email = f.contact_email, contact_point = f.contact_point, created_at = f.created_at, origin = 'imported',
            state = case when f.joined_at is null then 'listed' else 'joined' end, joined_at = f.joined_at,
            liaison_org = f.liaison_org, liaison_person = f.liaison_person, station_org = f.station_org, station_person = f.station_person
       from jsonb_to_recordset($1::jsonb) as f(id uuid, industry text, size text, staff integer, address text, tags jsonb,
            contact_name text, contact_phone text, contact_email text, contact_point boolean, created_at timestamptz, joined_at timestamptz,
            liaison_org uuid, liaison_person uuid, station_org uuid, station_person uuid)
      where e.org_id = f.id`,
    [
      JSON.stringify(
        firms.map(({ firm, profile }) => ({
          ...{ ...profile, id: firm.id, created_at: instant(firm.since) },
          joined_at: profile.joined_days_ago === undefined ? null : instant(profile.joined_days_ago),
          contact_point: profile.contact_point ?? false,
          liaison_org: orNull(ids.organisations, firm.office.liaison),
          liaison_person: orNull(ids.people, firm.office.liaison_person),
          station_org: orNull(ids.organisations, firm.office.station),
          station_person: orNull(ids.people, firm.office.station_person),
        })),
      ),
    ],
  );
  return firms.map(({ firm }) => firm);
}

type Both = { firm: DemoFirm; profile: Profile };

/** The twelve firms that the content names, with what it says of them. */
async function profiled(
  { owner, now }: { owner: pg.Pool; now: Date },
  ids: Ids,
  content: FirmContent,
): Promise<Both[]> {
  const { rows } = await owner.query<{ id: string; since: number; division_code: string }>(
    "select id, $1::date - created_on as since, division_code from organisations where kind = 'enterprise'",
    [dayInChina(now)],
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  return content.profiles.flatMap((profile, at) => {
    const row = known.get(ids.organisations.get(profile.slug) ?? '');
    if (!row) return [];
    const { industry, size } = profile;
    const office = officeOf(content, { ...row, industry, at });
    return [{ profile, firm: { ...row, key: profile.slug, industry, size, office } }];
  });
}

/** The firms of content/demo/firms.csv. */
async function listed(owner: pg.Pool, content: FirmContent): Promise<Both[]> {
  const { rows } = await owner.query<{ id: string; credit_code: string }>('select id, credit_code from organisations');
  const known = new Map(rows.map(({ id, credit_code }) => [credit_code, id]));
  const table = await readTable('demo/firms.csv');
  return table.map((row, at) => {
    const { credit_code = '', division_code = '', size = '', tags = '', days_ago = '0' } = row;
    const [id, industry] = [known.get(credit_code) ?? '', row['industry']?.slice(1) ?? ''];
    const contact_name = content.contacts[at % content.contacts.length] ?? '';
    const firm = { key: credit_code, id, division_code, industry, size, since: Number(days_ago) };
    return {
      firm: { ...firm, office: officeOf(content, { ...firm, at }) },
      profile: {
        ...{ slug: credit_code, industry, size, staff: Number(row['staff']), tags: tags.split(' ').filter(Boolean) },
        ...{ contact_name, contact_phone: `010-00001${String(at).padStart(3, '0')}` },
        contact_point: row['contact_point'] === 'yes',
      },
    };
  });
}

function officeOf(
  { offices, trade_offices }: FirmContent,
  { division_code, industry, at }: { division_code: string; industry: string; at: number },
): Office {
  const there = offices[division_code] ?? [];
  const office = (division_code === 'X10101' && trade_offices[industry]) || there[at % there.length];
  if (!office) throw new Error(`the demonstration has no office for ${division_code}`);
  return office;
}
