/**
 * The floor: what the same machine gives when a good programmer writes nothing but Fastify and SQL for these very
 * pages. The same tables, indexes and pool; prepared statements, one round trip a page, compiled JSON. It does not know
 * who asks: no session, no permission, no row security, no transaction. The benchmark checks that its answers are
 * those of the product.
 */
import Fastify from 'fastify';
import pg from 'pg';
import { answerParent } from '../child.ts';
import { listen } from '../listen.ts';
import { floorCoverage } from './coverage.ts';
import { floorFirms } from './firms.ts';
import { floorHome } from './home.ts';
import { floorOverview } from './overview.ts';
import { floorTasks } from './tasks.ts';

answerParent<{ connection: pg.ClientConfig }, { port: number }>(async ({ connection }) => {
  const pool = new pg.Pool({ ...connection, max: 10, types: floorTypes, options: '-c timezone=Asia/Shanghai' });
  const http = Fastify();
  for (const page of [floorHome, floorTasks, floorOverview, floorFirms, floorCoverage]) page(http, pool);
  return { port: await listen(http) };
});

/** Days as text and counts as numbers, as JSON will have them. */
const floorTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === 1082) return (value: string) => value;
    if (oid === 20 || oid === 1700) return Number;
    return pg.types.getTypeParser(oid, format);
  },
};
