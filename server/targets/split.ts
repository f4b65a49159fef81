import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { remainder } from '#domain/targets/rules.ts';
import { Amount } from '#domain/targets/schema.ts';
import { newId } from '#server/kernel/id.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import type { Programme } from '#server/programmes/load.ts';
import { loadOwnTarget, mustBeActive } from '#server/targets/load.ts';

const Part = Type.Object(
  { organisation: Type.Optional(Id), division_code: Type.Optional(Type.String({ maxLength: 12 })), value: Amount },
  { additionalProperties: false },
);

type Wanted = { organisation?: string; division_code?: string; value: number };
type Place = { org_id: string | null; division_code: string | null; name: string };

/**
 * 分解下达: parts of a target for regions or units below, each counting in its own region or unit. A place that has its
 * part already gets the new number. The parts need not add up to the whole: `remainder` tells what is left (below zero: over).
 */
export const splitTarget = verb({
  name: 'target.split',
  input: Type.Object({ id: Id, parts: Type.Array(Part, { minItems: 1, maxItems: 500 }) }),
  output: Type.Object({ ids: Type.Array(Id), remainder: Type.Number() }),
  async run(ctx, { id, parts }) {
    const { db } = ctx;
    const { target, programme } = await loadOwnTarget(ctx, { id });
    mustBeActive(target);
    if (target.parent_id !== null) throw new Refused('split_part');
    const ids: string[] = [];
    for (const [position, part] of parts.entries()) {
      const place = await placeOf(db, programme, part);
      ids.push(await writePart(db, { target, place, value: part.value, position }));
    }
    if (new Set(ids).size < ids.length) throw new Refused('split_twice');
    await shareWithUnits(ctx, programme, parts);
    const all = await db
      .selectFrom('targets')
      .select('value')
      .where('parent_id', '=', id)
      .where('state', '=', 'active')
      .execute();
    ctx.about({ row: id, programme: programme.id, path: programme.path, data: { parts: ids.length } });
    return {
      ids,
      remainder: remainder(
        Number(target.value),
        all.map(({ value }) => Number(value)),
      ),
    };
  },
});

/** A region below the programme's own, or an organisation there. */
async function placeOf(
  db: VerbContext['db'],
  { path }: Programme,
  { organisation, division_code }: Wanted,
): Promise<Place> {
  if ((organisation === undefined) === (division_code === undefined))
    throw new Refused('invalid', { field: 'parts', rule: 'organisation or division_code' });
  if (organisation !== undefined) {
    const found = await db
      .selectFrom('organisations')
      .select(['id', 'name', 'path'])
      .where('id', '=', organisation)
      .where('state', '=', 'active')
      .executeTakeFirst();
    if (!found?.path.startsWith(path)) throw new Refused('not_found', { noun: 'organisation' });
    return { org_id: found.id, division_code: null, name: found.name };
  }
  const found = await db
    .selectFrom('divisions')
    .select(['code', 'name', 'path'])
    .where('code', '=', division_code ?? '')
    .executeTakeFirst();
  if (!found?.path.startsWith(path) || found.path === path) throw new Refused('not_found', { noun: 'division' });
  return { org_id: null, division_code: found.code, name: found.name };
}

type Writing = {
  target: Awaited<ReturnType<typeof loadOwnTarget>>['target'];
  place: Place;
  value: number;
  position: number;
};

async function writePart(
  db: VerbContext['db'],
  { target, place: { org_id, division_code }, value, position }: Writing,
): Promise<string> {
  const before = await db
    .selectFrom('targets')
    .select('id')
    .where('parent_id', '=', target.id)
    .where('state', '=', 'active')
    .where(org_id === null ? 'division_code' : 'org_id', '=', org_id ?? division_code)
    .executeTakeFirst();
  if (before) {
    await db
      .updateTable('targets')
      .set((row) => ({ value, version: row('version', '+', 1) }))
      .where('id', '=', before.id)
      .returning('id')
      .executeTakeFirstOrThrow();
    return before.id;
  }
  const id = newId();
  const { programme_id, path, phase_id, subject, subject_text, comparison, unit, by_on, text } = target;
  const one = comparison === 'between' ? 'at_least' : comparison;
  await db
    .insertInto('targets')
    .values({
      id,
      programme_id,
      path,
      phase_id,
      position,
      subject,
      subject_text,
      comparison: one,
      value,
      unit,
      by_on,
      text,
      parent_id: target.id,
      org_id,
      division_code,
    })
    .execute();
  return id;
}

/** A unit that is handed a part sees the programme; a region's lead office (market regulation) too. */
async function shareWithUnits({ db }: VerbContext, { id }: Programme, parts: readonly Wanted[]): Promise<void> {
  const units = parts.flatMap(({ organisation }) => organisation ?? []);
  const regions = parts.flatMap(({ division_code }) => division_code ?? []);
  const offices = regions.length === 0 ? [] : await officesIn(db, regions);
  const orgs = [...new Set([...units, ...offices])];
  if (orgs.length === 0) return;
  await db
    .insertInto('shares')
    .values(orgs.map((org_id) => ({ noun: 'programme', row_id: id, org_id })))
    .onConflict((conflict) => conflict.columns(['org_id', 'noun', 'row_id']).doUpdateSet({ to_on: null }))
    .execute();
}

/** The market regulation body of a region: the one that stands under none of the same region. */
async function officesIn(db: VerbContext['db'], regions: readonly string[]): Promise<string[]> {
  const found = await db
    .selectFrom('organisations as o')
    .leftJoin('organisations as above', 'above.id', 'o.superior_id')
    .select('o.id')
    .where('o.division_code', 'in', regions)
    .where('o.kind', '=', 'market_regulation')
    .where('o.state', '=', 'active')
    .where((on) => on.or([on('above.id', 'is', null), on('above.division_code', '!=', on.ref('o.division_code'))]))
    .execute();
  return found.map(({ id }) => id);
}
