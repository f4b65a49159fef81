import type { Insertable, Updateable } from 'kysely';
import type { Fact, StatedFile } from '#domain/evidence/statement.ts';
import { kindWords } from '#domain/exhibits/columns.ts';
import { exhibitNo } from '#domain/exhibits/rules.ts';
import type { ExhibitState } from '#domain/exhibits/states.ts';
import { Refused } from '#domain/refused.ts';
import type { CustodySteps, Exhibits } from '#server/db/schema.gen.ts';
import { type Exhibit, keeperOf } from '#server/exhibits/load.ts';
import { newId } from '#server/kernel/id.ts';
import type { VerbContext } from '#server/kernel/verb.ts';

/** What an act tells of itself, beside who did it and when. */
type Told = Omit<
  Insertable<CustodySteps>,
  'id' | 'exhibit_id' | 'no' | 'act' | 'at' | 'org_id' | 'person_id' | 'person_name' | 'deposit_id' | 'file_id'
>;

export type Step = {
  readonly act: string;
  readonly state: ExhibitState;
  readonly told: Told;
  /** What changes on the exhibit beside its state. */
  readonly change?: Updateable<Exhibits>;
  /** A file that was attached to the exhibit: a photo of the seal, a receipt, the content itself. */
  readonly file?: string | undefined;
};

export type Written = { version: number; step: number; deposit: string };

/** Writes one step of the record, leaves its deposit, and moves the exhibit on. The exhibit is locked by its loader. */
export async function writeStep(ctx: VerbContext, exhibit: Exhibit, step: Step): Promise<Written> {
  const { db, now } = ctx;
  const keeper = keeperOf(ctx.actor);
  const file = step.file === undefined ? null : await attachedTo(ctx, exhibit.id, step.file);
  const no = await nextNumber(ctx, exhibit.id);
  const { told } = step;
  const deposit = ctx.deposit({
    row: exhibit.id,
    facts: { ...factsOf(exhibit), ...given(told), step: no, person: keeper.name },
    files: filesOf(told, file),
  });
  const who = { org_id: keeper.organisation, person_id: keeper.person, person_name: keeper.name };
  await db
    .insertInto('custody_steps')
    .values({
      ...{ ...told, ...who, id: newId(), exhibit_id: exhibit.id, no, act: step.act, at: now.toISOString() },
      ...{ file_id: file?.id ?? null, deposit_id: deposit },
    })
    .execute();
  const version = exhibit.version + 1;
  await db
    .updateTable('exhibits')
    .set({ ...step.change, state: step.state, version })
    .where('id', '=', exhibit.id)
    .executeTakeFirstOrThrow();
  // Without a path: a step of evidence is nobody's but the keepers', also not the region's.
  ctx.about({ row: exhibit.id, path: '', data: { step: no, state: step.state } });
  return { version, step: no, deposit };
}

async function nextNumber({ db }: VerbContext, exhibit: string): Promise<number> {
  const { last } = await db
    .selectFrom('custody_steps')
    .select((row) => row.fn.coalesce(row.fn.max('no'), row.lit(0)).as('last'))
    .where('exhibit_id', '=', exhibit)
    .executeTakeFirstOrThrow();
  return last + 1;
}

type Attached = { id: string; name: string; size: number; sha256: string };

/** A file that my own organisation attached to this very exhibit; not_found for any other. */
export async function attachedTo({ db, actor }: VerbContext, exhibit: string, id: string): Promise<Attached> {
  const file = await db
    .selectFrom('files')
    .select(['id', 'name', 'size', 'sha256'])
    .where('id', '=', id)
    .where('noun', '=', 'exhibit')
    .where('row_id', '=', exhibit)
    .where('org_id', '=', keeperOf(actor).organisation)
    .executeTakeFirst();
  if (!file) throw new Refused('not_found', { noun: 'file', field: 'file' });
  return file;
}

const factsOf = (exhibit: Exhibit): Record<string, Fact> => ({
  exhibit: exhibitNo(exhibit),
  ...{
    name: exhibit.name,
    kind: kindWords[exhibitKind(exhibit.kind)],
    taken_from: exhibit.taken_from,
    case_no: exhibit.case_no,
  },
});

/** The column's check constraint allows exactly these. */
const exhibitKind = (kind: string): keyof typeof kindWords => kind as keyof typeof kindWords;

/** Columns hold texts, numbers and booleans; what was not said is left out. */
const given = (told: Told): Record<string, Fact> =>
  Object.fromEntries(
    Object.entries(told).flatMap(([name, value]): [string, Fact][] =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[name, value]] : [],
    ),
  );

/** The content by both digests; an attached file that is not the content beside it. */
function filesOf({ sha256, sm3, size, content_name }: Told, file: Attached | null): StatedFile[] {
  const content = sha256 && sm3 ? [{ name: content_name ?? '', size: Number(size ?? 0), sha256, sm3 }] : [];
  const other = file && file.sha256 !== sha256 ? [{ name: file.name, size: file.size, sha256: file.sha256 }] : [];
  return [...content, ...other];
}
