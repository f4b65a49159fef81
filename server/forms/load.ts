import { sql } from 'kysely';
import type { FormContent } from '#domain/forms/schema.ts';
import { type FormState, formStates } from '#domain/forms/states.ts';
import { Refused } from '#domain/refused.ts';
import { nextState } from '#domain/states.ts';
import type { Reader, Writer } from '#server/db/open.ts';
import type { VerbContext } from '#server/kernel/verb.ts';

export type Form = Awaited<ReturnType<typeof readForm>>;

/** A form with its content; not_found. */
export async function readForm(db: Reader | Writer, id: string) {
  // Both handles read alike; the narrower type has every word used here.
  const row = await (db as Reader).selectFrom('forms').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'form' });
  return { ...row, state: formState(row.state), content: contentOf(row.content) };
}

type Wanted = { readonly id: string; readonly version: number; readonly act: string };

/** A form of my own organisation, locked, and its state after `act`: not_found, not_own_form, changed_meanwhile, wrong_state. */
export async function loadOwnForm({ db, actor }: VerbContext, { id, version, act }: Wanted) {
  const form = await readForm(db, id);
  const own = actor.kind === 'person' && actor.organisation !== null && form.org_id === actor.organisation;
  if (!own) throw new Refused('not_own_form');
  const { edited, state } = await db
    .selectFrom('forms')
    .select(['edited', 'state'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (edited !== version) throw new Refused('changed_meanwhile', { version: edited });
  return { form, state: nextState(formStates, formState(state), act) };
}

type Place = { readonly path: string };

/** The form that a firm is asked by: the nearest region's own that is published, else the default; no_form. */
export async function formFor(db: Reader | Writer, { path }: Place) {
  const row = await (db as Reader)
    .selectFrom('forms')
    .selectAll()
    .where('state', '=', 'published')
    .where((form) =>
      form.or([
        form.and([form('org_id', 'is', null), form('key', '=', defaultKey)]),
        form.and([form('org_id', 'is not', null), sql<boolean>`starts_with(${path}, path)`]),
      ]),
    )
    .orderBy(sql`length(path)`, 'desc')
    .orderBy('published_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) throw new Refused('no_form');
  return { ...row, state: formState(row.state), content: contentOf(row.content) };
}

export const defaultKey = 'default';

/** The column's check constraint allows exactly these. */
export const formState = (text: string): FormState => text as FormState;

/** Written only by verbs that checked it against its schema, and by the seed, which a test checks. */
export const contentOf = (json: unknown): FormContent => json as FormContent;
