import { minuteInChina } from '#domain/clock.ts';
import { states } from '#domain/glossary.ts';
import { levels, usualWords } from '#domain/secrets/rules.ts';
import type { QueryContext } from '#server/kernel/verb.ts';
import type { Member } from '#server/kernel/zip.ts';
import type { Firm } from '#server/secrets/load.ts';
import { readMe } from '#server/secrets/parts/read-me.ts';
import { streamParts } from '#server/secrets/parts/streams.ts';

type Export = Firm & {
  /** When it was packed: what is newer has no reading on record and stays out. */
  readonly packed: string;
};

type Row = { id: string; number: number; level: string | null; state: string; latest: number };

/** All age files of the register, secret by secret, then the index. Nothing is read before it can leave. */
export async function* membersOf(ctx: QueryContext, wanted: Export): AsyncGenerator<Member> {
  yield { path: 'README.txt', bytes: Buffer.from(readMe), pack: true };
  const rows = await packedRows(ctx, wanted);
  const lines: string[] = [];
  for (const row of rows) {
    lines.push([row.number, levelWord(row.level), stateWord(row.state), row.latest, row.id].join(','));
    yield* recordsOf(ctx, row, wanted.packed);
    yield* filesOf(ctx, row, wanted.packed);
  }
  yield {
    path: 'index.csv',
    bytes: Buffer.from(`\ufeff编号,密级,状态,版本,id\r\n${lines.join('\r\n')}\r\n`),
    pack: true,
  };
}

/** What the actor has a reading of since packing: its list of readings is the list of what is in the zip. */
const packedRows = ({ later }: QueryContext, { person, organisation, packed }: Export): Promise<Row[]> =>
  later((db) =>
    db
      .selectFrom('readings as g')
      .innerJoin('secrets as s', 's.id', 'g.secret_id')
      .select(['s.id', 's.number', 's.level', 's.state', 's.latest'])
      .where('g.person_id', '=', person)
      .where('g.org_id', '=', organisation)
      .where('g.purpose', '=', 'recovery')
      .where('g.at', '=', packed)
      .where('g.file_id', 'is', null)
      .orderBy('s.number')
      .execute(),
  );

async function* recordsOf({ later }: QueryContext, row: Row, packed: string): AsyncGenerator<Member> {
  const { versions, steps } = await later(async (db) => ({
    versions: await db
      .selectFrom('secret_versions')
      .select(['version', 'ciphertext'])
      .where('secret_id', '=', row.id)
      .where('at', '<=', packed)
      .orderBy('version')
      .execute(),
    steps: await db
      .selectFrom('secret_steps')
      .select(['id', 'kind', 'form', 'answer', 'asked_at'])
      .where('secret_id', '=', row.id)
      .where('asked_at', '<=', packed)
      .orderBy('asked_at')
      .execute(),
  }));
  for (const { version, ciphertext } of versions) yield { path: `${row.number}/v${version}.age`, bytes: ciphertext };
  for (const { id, kind, form, answer, asked_at } of steps) {
    const name = `${row.number}/${minuteInChina(asked_at).slice(0, 10)}-${kind}-${id}`;
    if (form) yield { path: `${name}.age`, bytes: form };
    if (answer) yield { path: `${name}-answer.age`, bytes: answer };
  }
}

async function* filesOf({ later, files }: QueryContext, row: Row, packed: string): AsyncGenerator<Member> {
  const found = await later((db) =>
    db
      .selectFrom('secret_files')
      .select(['id', 'size', 'crc'])
      .where('secret_id', '=', row.id)
      .where('state', '=', 'whole')
      .where('created_at', '<=', packed)
      .orderBy('created_at')
      .execute(),
  );
  for (const { id, size, crc } of found) {
    const parts = await later((db) =>
      db.selectFrom('secret_parts').select('store_id').where('file_id', '=', id).orderBy('number').execute(),
    );
    const stored = parts.map(({ store_id }) => store_id);
    // Removed while the zip was leaving: a member whose size is told must not be empty.
    if (stored.length > 0) yield { path: `${row.number}/${id}.age`, pieces: streamParts(files, stored), size, crc };
  }
}

const levelWord = (text: string | null): string => {
  const level = levels.find((one) => one === text);
  return level ? usualWords[level] : '';
};

const stateWord = (state: string): string => Object.entries(states).find(([key]) => key === state)?.[1].zh ?? state;
