import { createHash } from 'node:crypto';
import type { Static, TSchema } from 'typebox';
import { administratorRoles } from '#domain/glossary.ts';
import { type Act, keyActs, mayDo, permissions } from '#domain/permissions.ts';
import { Refused } from '#domain/refused.ts';
import type { Call, Database, Reader, Writer } from '#server/db/open.ts';
import type { Actor, Caller } from '#server/kernel/actor.ts';
import { system, visitor } from '#server/kernel/actor.ts';
import { type Deposited, type Received, receive } from '#server/kernel/deposits.ts';
import type { FileStore } from '#server/kernel/files.ts';
import { recordText, type Subject } from '#server/kernel/record.ts';
import { isKey } from '#server/kernel/session.ts';
import type { TileStore } from '#server/kernel/tiles.ts';

/** What every verb and query gets besides its input. Times are values: `now` an instant, `today` a day in China. */
type Common = {
  readonly actor: Actor;
  readonly now: Date;
  readonly today: string;
  readonly files: FileStore;
  readonly tiles: TileStore;
};

export type QueryContext = Common & {
  readonly db: Reader;
  /**
   * Reads on after `run` has answered: for a file that leaves piece by piece. Each call is a transaction of its own,
   * asks again who the caller is and whether he may, and keeps no connection while a slow reader waits.
   */
  readonly later: <T>(read: (db: Reader) => Promise<T>) => Promise<T>;
};

export type VerbContext = Common & {
  readonly db: Writer;
  /** Fills the one event that the door writes for this verb. Later calls add to earlier ones. */
  readonly about: (subject: Subject) => void;
  /** Leaves an entry in the evidence register, in this transaction; only for a verb that `deposits`. Answers its id. */
  readonly deposit: (content: Deposited) => string;
  readonly followUps: readonly FollowUp[];
  /** Performs another verb in the same transaction, with its own permission check and its own event. */
  readonly perform: <I extends TSchema, O extends TSchema>(verb: Verb<I, O>, input: Static<I>) => Promise<Static<O>>;
};

type Shape<I extends TSchema, O extends TSchema> = {
  readonly name: Act;
  readonly input: I;
  readonly output: O;
  readonly gate?: true;
  /** The answer holds a secret that is shown once: it is not kept for retries, which simply do the act again. */
  readonly secret?: true;
  /** The act leaves at least one entry in the evidence register (docs/decisions/0011). */
  readonly deposits?: true;
};

export type Verb<I extends TSchema = TSchema, O extends TSchema = TSchema> = Shape<I, O> & {
  readonly kind: 'verb';
  run(context: VerbContext, input: Static<I>): Promise<Static<O>>;
};

export type Query<I extends TSchema = TSchema, O extends TSchema = TSchema, A = unknown> = Shape<I, O> & {
  readonly kind: 'query';
  /**
   * A function of the database to which the settings of the request say all about the asker: it is asked in the message
   * that opens the request, and what it answers is read when the permission is checked. For pages that many open.
   */
  ahead?(input: Static<I>, today: string): Call | undefined;
  /** `answered` is what that function answered; null where nothing was asked. */
  run(context: QueryContext, input: Static<I>, answered: A | null): Promise<Static<O>>;
};

/** One change, one transaction, one event. `gate` marks the acts of accounts, which run as humi_gate. */
export const verb = <I extends TSchema, O extends TSchema>(shape: Omit<Verb<I, O>, 'kind'>): Verb<I, O> => ({
  kind: 'verb',
  ...shape,
});

/** One read. Its transaction is read-only and its handle has no word for writing. */
export const query = <I extends TSchema, O extends TSchema, A = unknown>(
  shape: Omit<Query<I, O, A>, 'kind'>,
): Query<I, O> => ({
  kind: 'query',
  ...shape,
});

/** What the door does after every act, in its transaction: an explicit list beside the routes. */
export type FollowUp = (context: { db: Writer; today: string }, subject: Subject) => Promise<void>;

export type House = {
  readonly database: Database;
  readonly files: FileStore;
  readonly tiles: TileStore;
  readonly clock: () => Date;
  readonly followUps: readonly FollowUp[];
};

/**
 * The door: the only way to a transaction. Permission, transaction, role and settings, the verb, its event, commit.
 * `key` is an idempotency key: a second request with the same key gets the first one's answer and makes no row.
 */
export async function perform<I extends TSchema, O extends TSchema>(
  house: House,
  caller: Caller,
  act: Verb<I, O>,
  input: Static<I>,
  key?: string,
): Promise<Static<O>> {
  return house.database.write(caller, roleFor(act, caller), async (db, opened, last) => {
    const actor = actorOf(caller, opened);
    const context = { ...verbContext(house, db, actor), last };
    // Nor is that of an act of accounts, which may hold one.
    if (key === undefined || actor.kind !== 'person' || act.gate || act.secret) return runVerb(context, act, input);
    return once(db, { person: actor.person, key, act: act.name, request: hash(input) }, () =>
      runVerb(context, act, input),
    );
  });
}

/** The door for reading. */
export async function ask<I extends TSchema, O extends TSchema>(
  house: House,
  caller: Caller,
  act: Query<I, O>,
  input: Static<I>,
): Promise<Static<O>> {
  type Work<T> = (db: Reader, actor: Actor, answered: unknown) => Promise<T>;
  const read = <T>(work: Work<T>, ahead?: Call): Promise<T> => {
    const permitted = async (db: Reader, opened: { actor: Actor | null; answered: unknown }): Promise<T> => {
      const actor = actorOf(caller, opened.actor);
      permit(actor, act.name);
      return work(db, actor, opened.answered);
    };
    return house.database.read(caller, roleFor(act, caller), permitted, ahead);
  };
  const common = { files: house.files, tiles: house.tiles, later: read, ...times(house) };
  const run: Work<Static<O>> = (db, actor, answered) => act.run({ actor, db, ...common }, input, answered);
  return read(run, act.ahead?.(input, common.today));
}

type Bare = Omit<VerbContext, 'about' | 'deposit' | 'perform'> & { readonly last: (text: string) => void };

async function runVerb<I extends TSchema, O extends TSchema>(
  context: Bare,
  act: Verb<I, O>,
  input: Static<I>,
): Promise<Static<O>> {
  permit(context.actor, act.name);
  const subject: Subject = {};
  const about = (more: Subject): void => {
    Object.assign(subject, more, { data: { ...subject.data, ...more.data } });
  };
  const received: Received[] = [];
  const deposit = (content: Deposited): string => {
    const one = receive(content, { actor: context.actor, act: act.name, now: context.now });
    received.push(one);
    return one.id;
  };
  const perform: VerbContext['perform'] = (next, value) => runVerb(context, next, value);
  const output = await act.run({ ...context, about, deposit, perform }, input);
  // A declaration that is not kept, or a deposit that nobody declared, is a fault of ours: nothing of the act stays.
  if (received.length > 0 !== (act.deposits ?? false)) throw new Error(`${act.name} made ${received.length} deposits`);
  context.last(recordText({ ...context, act: act.name }, subject, received));
  for (const follow of context.followUps) await follow(context, subject);
  return output;
}

function verbContext(house: House, db: Writer, actor: Actor): Omit<Bare, 'last'> {
  return { actor, db, files: house.files, tiles: house.tiles, followUps: house.followUps, ...times(house) };
}

/** Default deny. `not_signed_in` is 401, `not_permitted` 403. */
function permit(actor: Actor, act: Act): void {
  const grants: readonly string[] = permissions[act];
  if (actor.kind === 'system') {
    if (grants.includes('system')) return;
  } else if (actor.kind === 'person') {
    if (actor.key !== undefined) {
      permitKey(actor.keyRoles ?? [], act);
      return;
    }
    if (!actor.totp && !act.startsWith('account.') && isAdministrator(actor.roles))
      throw new Refused('totp_enrolment_needed');
    if (grants.includes('anybody') || grants.includes('everybody') || actor.roles.some((role) => grants.includes(role)))
      return;
  } else if (grants.includes('anybody')) return;
  else throw new Refused('not_signed_in');
  throw new Refused('not_permitted', { act });
}

/** A program does what the list allows, and only while the person who issued its key might do it. */
function permitKey(roles: readonly string[], act: Act): void {
  if (!keyActs.includes(act) || !mayDo(roles, act)) throw new Refused('key_not_permitted', { act });
}

const isAdministrator = (roles: readonly string[]): boolean => administratorRoles.some((role) => roles.includes(role));

type Once = { person: string; key: string; act: string; request: string };

/** Runs `work` once per key. Concurrent requests wait on the unique key, then read the stored answer. */
async function once<T>(db: Writer, { person, key, act, request }: Once, work: () => Promise<T>): Promise<T> {
  const mine = await db
    .insertInto('idempotency_keys')
    .values({ person_id: person, key, act, request_hash: request })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  const row = () => db.selectFrom('idempotency_keys').where('person_id', '=', person).where('key', '=', key);
  if (mine === undefined) {
    const first = await row().select(['act', 'request_hash', 'response']).executeTakeFirstOrThrow();
    if (first.act !== act || first.request_hash !== request) throw new Refused('key_used_otherwise');
    // The stored answer was produced by this very act, whose output schema gave it its type.
    return first.response as T;
  }
  const output = await work();
  await db
    .updateTable('idempotency_keys')
    .set({ response: JSON.stringify(output) })
    .where('person_id', '=', person)
    .where('key', '=', key)
    .execute();
  return output;
}

/** A file counts by its digest, not as text of its bytes. */
const hash = (value: unknown): string => digest(JSON.stringify(value, withDigests));

const digest = (value: string | Uint8Array): string => createHash('sha256').update(value).digest('hex');

/** Buffers are asked before their own toJSON would spell every byte out. */
function withDigests(this: unknown, name: string, value: unknown): unknown {
  // What JSON.stringify calls a replacer on is always the object that holds the name.
  const held = (this as Record<string, unknown>)[name];
  return held instanceof Uint8Array ? digest(held) : value;
}

const roleFor = (act: { gate?: true }, caller: Caller): 'humi_app' | 'humi_gate' | 'humi_system' =>
  caller.system ? 'humi_system' : act.gate ? 'humi_gate' : 'humi_app';

function actorOf(caller: Caller, opened: Actor | null): Actor {
  if (caller.system) return system;
  if (opened === null && isKey(caller.token)) throw new Refused('key_refused');
  return opened ?? visitor;
}

/** The day it is in China, where every deadline of the product is counted. */
export const dayInChina = (instant: Date): string =>
  new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

const times = (house: House): { now: Date; today: string } => {
  const now = house.clock();
  return { now, today: dayInChina(now) };
};
