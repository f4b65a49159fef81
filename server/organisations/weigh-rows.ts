import { sql } from 'kysely';
import type { OrganisationKind } from '#domain/glossary.ts';
import {
  checkCells,
  checkTwice,
  kindOf,
  type Problem,
  splitNames,
  type TableRow,
  tableHeads,
} from '#domain/organisations/table.ts';
import type { Writer } from '#server/db/open.ts';
import { newId } from '#server/kernel/id.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { type Place, reachOf } from '#server/organisations/place.ts';

/** A row of the table, judged: what happens with it, or what is wrong. */
export type Weighed = {
  readonly row: number;
  readonly outcome: 'add' | 'update' | 'skip' | 'problem';
  readonly problem: Problem | null;
  readonly id: string;
  readonly name: string;
  readonly kind: OrganisationKind | '';
  readonly place: Place | null;
  readonly superior_id: string | null;
  readonly cells: TableRow['cells'];
  readonly known: Known | null;
};

export type Known = {
  readonly id: string;
  readonly name: string;
  readonly division_code: string;
  readonly division_name: string;
  readonly credit_code: string | null;
  readonly aliases: string[];
};

/** Judges every row by itself, against the divisions, against the directory and against the rest of the table. */
export async function weighRows(
  ctx: VerbContext,
  rows: readonly TableRow[],
  duplicates: 'skip' | 'update',
): Promise<Weighed[]> {
  const findPlace = await readPlaces(ctx);
  const placed = rows.map((row) => {
    const problem = checkCells(row);
    const found = findPlace(row);
    return { ...row, problem: problem ?? found.problem, place: found.place };
  });
  const directory = await readKnown(ctx.db, placed);
  const twice = new Map(
    checkTwice(
      placed.map(({ row, cells, place }) => ({
        row,
        name: cells.name,
        division: place?.code ?? '',
        credit_code: cells.credit_code,
      })),
    ).map((one) => [one.row, one]),
  );
  const weighed = placed.map(({ row, cells, place, problem }): Weighed => {
    const known = place ? directory(place.code, cells) : null;
    const wrong =
      problem ?? twice.get(row) ?? (known && duplicates === 'update' ? clash({ row, cells, place, known }) : null);
    const outcome = wrong ? 'problem' : known ? duplicates : 'add';
    return {
      row,
      cells,
      place,
      known,
      problem: wrong,
      outcome,
      id: known?.id ?? newId(),
      name: cells.name,
      kind: kindOf(cells.kind) ?? '',
      superior_id: null,
    };
  });
  return withSuperiors(ctx.db, weighed);
}

type Found = { place: Place | null; problem: Problem | null };

/** Finds the division of a row by its code, its name, or the names from the province down; empty means one's own. */
async function readPlaces({ db, actor, today }: VerbContext): Promise<(row: TableRow) => Found> {
  const reach = await reachOf(db, actor);
  const rows = await db
    .selectFrom('divisions')
    .select(['code', 'name', 'path'])
    .where((row) => row.or([row('valid_to', 'is', null), row('valid_to', '>=', today)]))
    .execute();
  const names = new Map(rows.map(({ code, name }) => [code, name]));
  const byWord = new Map<string, Place[]>();
  for (const place of rows) {
    const chain = place.path
      .split('/')
      .slice(1)
      .map((code) => names.get(code) ?? '')
      .join('');
    for (const word of new Set([place.code, place.name, chain])) byWord.set(word, [...(byWord.get(word) ?? []), place]);
  }
  const own = actor.kind === 'person' ? (actor.division ?? '') : '';
  return ({ row, cells }) => {
    const wanted = cells.division.replaceAll(/\s/g, '') || own;
    if (wanted === '')
      return { place: null, problem: { row, reason: 'cell_empty', facts: { head: tableHeads.division[0] } } };
    const all = byWord.get(wanted) ?? [];
    const [first, ...others] = all.filter(({ path }) => reach(path));
    if (first && others.length === 0) return { place: first, problem: null };
    const reason = first || all.length === 0 ? 'unknown_division' : 'row_outside_region';
    return { place: null, problem: { row, reason, facts: { place: wanted.slice(0, 50) } } };
  };
}

type Placed = { readonly cells: TableRow['cells']; readonly place: Place | null };

/** The organisation of the directory that a row means: by credit code first, else by division and name. */
async function readKnown(
  db: Writer,
  rows: readonly Placed[],
): Promise<(division: string, cells: TableRow['cells']) => Known | null> {
  const codes = rows.map(({ cells }) => cells.credit_code).filter(Boolean);
  const divisions = [...new Set(rows.flatMap(({ place }) => (place ? [place.code] : [])))];
  const known = await db
    .selectFrom('organisations')
    .innerJoin('divisions', 'divisions.code', 'organisations.division_code')
    .select([
      'organisations.id',
      'organisations.name',
      'division_code',
      'divisions.name as division_name',
      'credit_code',
      'aliases',
    ])
    .where(sql<boolean>`division_code = any(${divisions}::text[]) or credit_code = any(${codes}::text[])`)
    .execute();
  const byCode = new Map(known.flatMap((one) => (one.credit_code ? [[one.credit_code, one] as const] : [])));
  const byName = new Map(known.map((one) => [`${one.division_code}/${one.name}`, one]));
  return (division, { name, credit_code }) => byCode.get(credit_code) ?? byName.get(`${division}/${name}`) ?? null;
}

/** An update by credit code does not move an organisation to another division. */
function clash({
  row,
  place,
  known,
}: {
  row: number;
  cells: TableRow['cells'];
  place: Place | null;
  known: Known;
}): Problem | null {
  if (place === null || known.division_code === place.code) return null;
  return { row, reason: 'row_moves', facts: { place: known.division_name } };
}

type Above = { readonly id: string; readonly name: string; readonly path: string };

/** Superiors by name: the nearest of that name in the row's division or above it, in the directory or in the table itself. */
async function withSuperiors(db: Writer, weighed: readonly Weighed[]): Promise<Weighed[]> {
  const wanted = [...new Set(weighed.map(({ cells }) => cells.superior).filter(Boolean))];
  if (wanted.length === 0) return [...weighed];
  const known = await db
    .selectFrom('organisations')
    .select(['id', 'name', 'path'])
    .where('state', '=', 'active')
    .where(sql<boolean>`name = any(${wanted}::text[])`)
    .execute();
  const fresh = weighed.flatMap(({ outcome, id, name, place }): Above[] =>
    outcome === 'add' && place ? [{ id, name, path: place.path }] : [],
  );
  const byName = Map.groupBy([...known, ...fresh], ({ name }) => name);
  return weighed.map((one) => {
    if (one.cells.superior === '' || one.problem || one.outcome === 'skip' || !one.place) return one;
    const { path } = one.place;
    const above = (byName.get(one.cells.superior) ?? []).filter(
      (other) => path.startsWith(other.path) && other.id !== one.id,
    );
    const nearest = above.sort((a, b) => b.path.length - a.path.length)[0];
    if (nearest) return { ...one, superior_id: nearest.id };
    return {
      ...one,
      outcome: 'problem',
      problem: { row: one.row, reason: 'unknown_unit', facts: { name: one.cells.superior.slice(0, 100) } },
    };
  });
}

/** The names in the cell of aliases, without the name itself. */
export const aliasesOf = ({ cells, name }: Weighed): string[] =>
  splitNames(cells.aliases).filter((alias) => alias !== name);
