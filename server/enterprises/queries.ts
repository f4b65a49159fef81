import { sql } from 'kysely';
import Type from 'typebox';
import { EnterpriseDetail, EnterpriseRow } from '#domain/enterprises/schema.ts';
import { Refused } from '#domain/refused.ts';
import { ById, FileStream, orNull, paging } from '#domain/schema.ts';
import {
  filterFields,
  findEnterprises,
  readPage,
  readPageWithTotal,
  readWholePlace,
  shownColumns,
} from '#server/enterprises/list/find.ts';
import { exportCells, exportColumns } from '#server/enterprises/list/sheet.ts';
import { overseenBy, readTags, sections } from '#server/enterprises/load.ts';
import { streamTable } from '#server/kernel/sheet-writer.ts';
import { sheetMediaType } from '#server/kernel/sheets.ts';
import { type QueryContext, query } from '#server/kernel/verb.ts';

/** The firms that the actor may see, page by page, with their total (C16). */
export const listEnterprises = query({
  name: 'enterprise.list',
  input: Type.Object({ ...filterFields, ...paging }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(EnterpriseRow) }),
  async run(ctx, { page = 1, size = 50, sort, ...filter }) {
    const window = { sort, limit: size, offset: (page - 1) * size };
    const first = await readWholePlace(ctx, filter, window);
    return first ?? readPageWithTotal(ctx.db, await findEnterprises(ctx, filter), window);
  },
});

const mostExported = 200_000;
const piece = 5_000;

/** What the filter shows as a workbook that import reads again. Refuses too_many_rows rather than cutting. */
export const exportEnterprises = query({
  name: 'enterprise.export',
  input: Type.Object(filterFields),
  output: FileStream,
  async run(ctx, { sort, ...filter }) {
    const found = await findEnterprises(ctx, filter);
    const { total } = await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    if (total > mostExported) throw new Refused('too_many_rows', { limit: mostExported });
    const names = new Map(
      (await ctx.db.selectFrom('tags').select(['key', 'zh']).execute()).map(({ key, zh }) => [key, zh]),
    );
    const tagName = (key: string): string => names.get(key) ?? key;
    async function* pieces() {
      for (let offset = 0; offset < total; offset += piece) {
        const rows = await ctx.later(async (db) =>
          readPage(db, await findEnterprises({ ...ctx, db }, filter), { sort, limit: piece, offset }),
        );
        yield rows.map((row) => exportCells(row, tagName));
        if (rows.length < piece) return;
      }
    }
    const bytes = streamTable('企业名录', exportColumns, pieces());
    return { name: `企业名录${ctx.today}.xlsx`, media_type: sheetMediaType, bytes };
  },
});

/** One firm with all that the reader may see of it (C15, C16). */
export const showEnterprise = query({
  name: 'enterprise.show',
  input: ById,
  output: EnterpriseDetail,
  async run(ctx, { id }) {
    const {
      liaison_org,
      liaison_person,
      station_org,
      station_person,
      liaison,
      station,
      divisions,
      invitation,
      ...row
    } = await readOne(ctx, id);
    const oversees = row.path.startsWith(overseenBy(ctx.actor));
    const own = ctx.actor.kind === 'person' && ctx.actor.organisation === id;
    return {
      ...row,
      divisions,
      liaison: sideOf({ org: liaison_org, person: liaison_person }, liaison),
      station: sideOf({ org: station_org, person: station_person }, station),
      may_edit: own || oversees,
      oversees,
      invitation: oversees && invitation ? asInstants(invitation) : null,
    };
  },
});

type Invitation = { id: string; created_at: string; expires_at: string; used_at: string | null };

/** Instants inside JSON come as the database writes them. */
const asInstants = ({ id, created_at, expires_at, used_at }: Invitation): Invitation => ({
  id,
  created_at: new Date(created_at).toISOString(),
  expires_at: new Date(expires_at).toISOString(),
  used_at: used_at === null ? null : new Date(used_at).toISOString(),
});

/** The firm with what stands around it, in one round trip. */
async function readOne({ db }: QueryContext, id: string) {
  const row = await db
    .selectFrom('enterprises as e')
    .innerJoin('divisions as d', 'd.code', 'e.division_code')
    .leftJoin('organisations as s', 's.id', 'e.station_org')
    .where('e.org_id', '=', id)
    .select(shownColumns)
    .select(['e.path', 'e.staff', 'e.address', 'e.contact_email', 'e.origin', 'e.org_state', 'e.joined_at'])
    .select(['e.liaison_org', 'e.liaison_person', 'e.station_org', 'e.station_person'])
    .select(['e.key_missing', 'e.retest_on', 'e.member_count', 'e.agreement_count', 'e.document_count'])
    .select(['e.secret_count', 'e.secrets_reviewed_on', 'e.created_at', 'e.version'])
    .select([
      sql<
        { code: string; name: string }[]
      >`(select coalesce(jsonb_agg(jsonb_build_object('code', v.code, 'name', v.name) order by v.path), '[]')
        from divisions v where v.code = any (string_to_array(e.path, '/')))`.as('divisions'),
      sql<Invitation | null>`(select jsonb_build_object('id', i.id, 'created_at', i.created_at, 'expires_at', i.expires_at, 'used_at', i.used_at)
        from enterprise_invitations i where i.org_id = e.org_id order by i.created_at desc limit 1)`.as('invitation'),
      sql<Named | null>`case when e.liaison_org is not null then (select to_jsonb(l) from humi_liaison(e.liaison_org, e.liaison_person) l) end`.as(
        'liaison',
      ),
      sql<Named | null>`case when e.station_org is not null then (select to_jsonb(l) from humi_liaison(e.station_org, e.station_person) l) end`.as(
        'station',
      ),
    ])
    .executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'enterprise' });
  return row;
}

type Named = { readonly org_name: string | null; readonly person_name: string | null; readonly phone: string | null };
type Side = { readonly org: string | null; readonly person: string | null };

/** An office that serves the firm, with its officer: names that the firm itself must be able to read and to call. */
const sideOf = ({ org, person }: Side, found: Named | null) => ({
  org_id: org,
  person_id: person,
  org_name: found?.org_name ?? null,
  person_name: found?.person_name ?? null,
  phone: found?.phone ?? null,
});

const Tag = Type.Object({
  key: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  own: Type.Boolean({ description: 'Added by a region, not the product' }),
});

/** The words that firms are described by: industries (GB/T 4754) and the tags of the reader's place. */
export const showTerms = query({
  name: 'enterprise.terms',
  input: Type.Object({}),
  output: Type.Object({
    sections: Type.Array(
      Type.Object({
        code: Type.String(),
        zh: Type.String(),
        en: Type.String(),
        divisions: Type.Array(Type.Object({ code: Type.String(), zh: Type.String() })),
      }),
    ),
    tags: Type.Array(Tag),
    division: orNull(Type.String()),
  }),
  async run({ db, actor, today }) {
    const path = actor.kind === 'person' ? actor.path : '';
    const tags = await readTags(db, { path, today });
    return {
      sections: [...sections],
      tags: tags.map(({ key, zh, en, path: of }) => ({ key, zh, en, own: of !== '' })),
      division: actor.kind === 'person' ? actor.division : null,
    };
  },
});
