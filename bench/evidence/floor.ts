/**
 * The floor of single deposits: what a good programmer gets with Fastify and a table. The same body, checked by a
 * schema; a transaction of one inserted row as wide as an entry, durable before the answer. It does not know who asks,
 * keeps no record of acts and no order, and nothing is published beside it.
 */
import { randomBytes } from 'node:crypto';
import Fastify from 'fastify';
import pg from 'pg';
import Type from 'typebox';
import { FileDigest } from '#domain/evidence/schema.ts';
import { newId } from '#server/kernel/id.ts';
import { answerParent } from '../child.ts';
import { listen } from '../listen.ts';

answerParent<{ connection: pg.ClientConfig }, { port: number }>(async ({ connection }) => {
  const pool = new pg.Pool({ ...connection, max: 10 });
  await pool.query(
    'create table if not exists bench_floor (id uuid primary key, org_id uuid not null, salt bytea not null, entry bytea not null)',
  );
  const http = Fastify();
  const body = Type.Object(
    { files: Type.Array(FileDigest, { minItems: 1, maxItems: 1_000 }) },
    { additionalProperties: false },
  );
  const response = { 200: Type.Object({ deposits: Type.Array(Type.Object({ id: Type.String() })) }) };
  http.post('/deposit', { schema: { body, response } }, async () => {
    const id = newId();
    const client = await pool.connect();
    try {
      await client.query('begin');
      await client.query({ ...insert, values: [id, id, randomBytes(16), randomBytes(94)] });
      await client.query('commit');
    } finally {
      client.release();
    }
    return { deposits: [{ id }] };
  });
  return { port: await listen(http) };
});

const insert = { name: 'floor', text: 'insert into bench_floor (id, org_id, salt, entry) values ($1, $2, $3, $4)' };
