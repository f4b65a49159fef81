import type { Kysely } from 'kysely';
import type { ReadonlyKysely } from 'kysely/readonly';
import pg from 'pg';
import { Refused } from '#domain/refused.ts';
import { bindKysely } from '#server/db/bind.ts';
import type { DB } from '#server/db/schema.gen.ts';
import { nameStatements } from '#server/db/statements.ts';
import type { Actor, Caller } from '#server/kernel/actor.ts';

export type Writer = Kysely<DB>;

/** A handle that cannot write: what a query gets. The transaction behind it is read-only too. */
export type Reader = ReadonlyKysely<DB>;

export type DatabaseRole = 'humi_app' | 'humi_gate' | 'humi_system';

/**
 * What is done in one transaction. What is given to `last` as SQL text travels with the commit: one message less to wait
 * for, and nothing of it stays when it fails.
 */
type Work<T> = (db: Writer, opened: Opened, last: (text: string) => void) => Promise<T>;

/** Who asks, and what the call that travelled with the opening answered; null for a visitor, or where nothing was asked. */
type Opened = { readonly actor: Actor | null; readonly answered: unknown };

/** A call of a function of ours that answers one value. The values travel as literals. */
export type Call = { readonly name: string; readonly values: readonly (string | number | null)[] };

export type Database = {
  write<T>(
    caller: Caller,
    role: DatabaseRole,
    work: (db: Writer, actor: Actor | null, last: (text: string) => void) => Promise<T>,
  ): Promise<T>;
  /** `ahead` travels in the message that opens the request, which saves its round trip. */
  read<T>(
    caller: Caller,
    role: DatabaseRole,
    work: (db: Reader, opened: Opened) => Promise<T>,
    ahead?: Call,
  ): Promise<T>;
  /** The owner's pool: migrations, pg-boss, tests. Requests never use it. */
  readonly owner: pg.Pool;
  close(): Promise<void>;
};

export type DatabaseOptions = { connection: pg.PoolConfig; clock: () => Date; poolSize?: number };

/** Opens a pool whose only transactions are those of the door. The owner has another one. */
export function openDatabase({ connection, clock, poolSize = 10 }: DatabaseOptions): Database {
  const pool = openPool(connection, poolSize);
  const owner = openPool(connection, poolSize);
  const nameOf = nameStatements();
  /** Connections whose read has been answered while others waited: who takes one begins with its commit. */
  const uncommitted = new WeakSet<pg.PoolClient>();
  const inTransaction = async <T>(kind: Kind, asked: Asked, work: Work<T>): Promise<T> => {
    const client = await connect(pool);
    const before = uncommitted.delete(client) ? 'commit; ' : '';
    try {
      const instant = clock().toISOString();
      const opened = await openRequest(client, { ...asked, before, kind, instant });
      const last: string[] = [];
      const result = await work(bindKysely(client, nameOf), opened, (text) => void last.push(text));
      if (kind === 'write') await client.query([...last, 'commit'].join('; ')).catch(doubt);
      giveBack(client, kind);
      return result;
    } catch (error) {
      client.release(await rollBack(client, error));
      throw asRefusal(error);
    }
  };
  /** What was read needs no commit to be true: the answer leaves at once, and a busy server saves the round trip. */
  const giveBack = (client: pg.PoolClient, kind: Kind): void => {
    const isAwaited = kind === 'read' && pool.waitingCount > 0;
    if (isAwaited) uncommitted.add(client);
    if (isAwaited || kind === 'write') client.release();
    else
      client.query('commit').then(
        () => client.release(),
        (error: Error) => client.release(error),
      );
  };
  /** Two acts that wait for each other: the database ends one of them, which is then simply done again. */
  const writeAgain = async <T>(request: Asked, work: Work<T>, left = 2): Promise<T> => {
    try {
      return await inTransaction('write', request, work);
    } catch (error) {
      if (left === 0 && codeOf(error) === deadlock) throw new Refused('busy');
      if (codeOf(error) !== deadlock) throw error;
      return writeAgain(request, work, left - 1);
    }
  };
  return {
    write: (caller, role, work) => writeAgain({ caller, role }, (db, { actor }, last) => work(db, actor, last)),
    read: (caller, role, work, ahead) =>
      inTransaction('read', { caller, role, ahead }, (db, opened) => work(readOnly(db), opened)),
    owner,
    close: async () => {
      await Promise.all([pool.end(), owner.end()]);
    },
  };
}

function openPool(connection: pg.PoolConfig, max: number): pg.Pool {
  const pool = new pg.Pool({ ...connection, max, types, connectionTimeoutMillis: 10_000 });
  // A connection that dies while idle (database restarted) is replaced by the pool; without a listener it would end us.
  pool.on('error', () => undefined);
  // One that dies in mid-request tells its pending query; its own event has nothing to add and must not end us either.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Lost while committing: it may or may not be saved, and saying either would be a guess. A retry with the same key tells. */
const doubt = (error: unknown): never => {
  const lost = asRefusal(error);
  throw lost instanceof Refused && lost.reason === 'database_away' ? new Refused('outcome_unknown') : error;
};

/** The same handle under the type that has no word for writing; Kysely's two types are not declared related. */
const readOnly = (db: Writer): Reader => db as unknown as Reader;

type Kind = 'write' | 'read';

/** A read changes nothing but when the session was last seen, which may be lost with the power. */
const limits: Record<Kind, string> = {
  write: '',
  read: 'set transaction read only; set local synchronous_commit to off; ',
};

type Asked = { caller: Caller; role: DatabaseRole; ahead?: Call | undefined };
type Opening = Asked & { before: string; kind: Kind; instant: string };

/** One message to the server: begin, who acts, as which role, what is asked ahead. No actor for a visitor or a session that ended. */
async function openRequest(
  client: pg.PoolClient,
  { before, kind, caller, role, instant, ahead }: Opening,
): Promise<Opened> {
  const token = caller.token === null ? 'null' : client.escapeLiteral(caller.token);
  // Several statements in one simple query answer with an array; the types of pg know only the single result.
  const answer = (await client.query(
    `${before}begin; select humi_open(${token}, '${instant}') as actor; ${limits[kind]}set local role ${role}${ahead ? `; select ${callText(client, ahead)} as answered` : ''}`,
  )) as unknown as pg.QueryResult[];
  const [who, asked] = answer.filter(({ command }) => command === 'SELECT').map(({ rows }) => rows[0]);
  return { actor: who?.actor ? { kind: 'person', ...who.actor } : null, answered: asked?.answered ?? null };
}

const callText = (client: pg.PoolClient, { name, values }: Call): string =>
  `${name}(${values.map((value) => (value === null ? 'null' : client.escapeLiteral(String(value)))).join(', ')})`;

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch {
    throw new Refused('database_away');
  }
}

async function rollBack(client: pg.PoolClient, cause: unknown): Promise<Error | undefined> {
  try {
    await client.query('rollback');
    return undefined;
  } catch {
    return cause instanceof Error ? cause : new Error('connection lost');
  }
}

const gone = new Set([
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08003',
  '08001',
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ENOENT',
]);

const deadlock = '40P01';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Characters, numbers and days that no column can hold; every input is checked before, this is the second barrier. */
const impossibleValues = new Set(['22021', '22P05', '22003', '22008']);

/** A database that went away or is full is not a bug of the request: it gets a sentence with the cure. */
function asRefusal(error: unknown): unknown {
  if (error instanceof Refused || !(error instanceof Error)) return error;
  const code = codeOf(error);
  if (impossibleValues.has(code)) return new Refused('invalid', { field: 'body', rule: 'value' });
  // Of two requests at the same moment one wrote the row that must be alone.
  if (code === '23505') return new Refused('already_done');
  // A row that would leave what its writer may see: an enterprise, to the system administrator.
  if (code === '42501' && error.message.includes('row-level security')) return new Refused('not_permitted');
  if (code === '53100') return new Refused('disk_full');
  if (gone.has(code) || /Connection terminated|not queryable/.test(error.message)) return new Refused('database_away');
  return error;
}

/** Days stay ISO text, instants become ISO text, counts and amounts become numbers. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === 1082) return (value: string) => value;
    if (oid === 1184) return (value: string) => new Date(value).toISOString();
    if (oid === 20 || oid === 1700) return Number;
    return pg.types.getTypeParser(oid, format);
  },
};
