import Type, { type Static } from 'typebox';
import { EnterpriseDetail, EnterpriseRow } from '#domain/enterprises/schema.ts';
import { Refused } from '#domain/refused.ts';
import { ById, FileStream, orNull, paging } from '#domain/schema.ts';
import {
  type Filter,
  filterFields,
  findEnterprises,
  readPage,
  readPageWithTotal,
  wholePlace,
} from '#server/enterprises/list/find.ts';
import { exportCells, exportColumns } from '#server/enterprises/list/sheet.ts';
import { readTags, sections } from '#server/enterprises/load.ts';
import { streamTable } from '#server/kernel/sheet-writer.ts';
import { sheetMediaType } from '#server/kernel/sheets.ts';
import { query } from '#server/kernel/verb.ts';

type Listed = { readonly total: number; readonly rows: Static<typeof EnterpriseRow>[] };

type Paged = { readonly page: number | undefined; readonly size: number | undefined; readonly sort: Filter['sort'] };

const windowOf = ({ page = 1, size = 50, sort }: Paged) => ({ sort, limit: size, offset: (page - 1) * size });

/** The firms that the actor may see, page by page, with their total (C16). */
export const listEnterprises = query({
  name: 'enterprise.list',
  input: Type.Object({ ...filterFields, ...paging }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(EnterpriseRow) }),
  ahead: ({ page, size, sort, ...filter }) => wholePlace(filter, windowOf({ page, size, sort })),
  async run(ctx, { page, size, sort, ...filter }, whole: Listed | null) {
    return whole ?? readPageWithTotal(ctx.db, await findEnterprises(ctx, filter), windowOf({ page, size, sort }));
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

type Detail = Static<typeof EnterpriseDetail>;
type Around = 'division_name' | 'divisions' | 'oversees' | 'invitation';

/** What the database function humi_firm_page answers (server/db/migrations/*-enterprises.sql). */
type FirmPage = Pick<Detail, Around> & {
  readonly firm: Omit<Detail, Around | 'id' | 'station_name' | 'liaison' | 'station' | 'may_edit'> & { org_id: string };
  readonly liaison: Detail['liaison'] | null;
  readonly station: Detail['station'] | null;
};

/** One firm with all that the reader may see of it (C15, C16). */
export const showEnterprise = query({
  name: 'enterprise.show',
  input: ById,
  output: EnterpriseDetail,
  ahead: ({ id }) => ({ name: 'humi_firm_page', values: [id] }),
  async run({ actor }, { id }, page: FirmPage | null) {
    if (page === null) throw new Refused('not_found', { noun: 'enterprise' });
    const { firm, division_name, divisions, liaison, station, oversees, invitation } = page;
    const own = actor.kind === 'person' && actor.organisation === id;
    return {
      ...firm,
      id,
      division_name,
      divisions,
      liaison: liaison ?? nobody,
      station: station ?? nobody,
      station_name: station?.org_name ?? null,
      joined_at: firm.joined_at && instant(firm.joined_at),
      created_at: instant(firm.created_at),
      may_edit: own || oversees,
      oversees,
      invitation: invitation && {
        id: invitation.id,
        created_at: instant(invitation.created_at),
        expires_at: instant(invitation.expires_at),
        used_at: invitation.used_at && instant(invitation.used_at),
      },
    };
  },
});

/** No office serves the firm. */
const nobody = { org_id: null, org_name: null, person_id: null, person_name: null, phone: null };

/** Instants inside JSON come as the database writes them. */
const instant = (text: string): string => new Date(text).toISOString();

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
