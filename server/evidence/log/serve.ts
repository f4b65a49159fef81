import type { FastifyInstance, FastifyReply } from 'fastify';
import type pg from 'pg';
import { formatLines } from '#domain/evidence/notes.ts';
import { fullWidth, parseTilePath, type Tile, tileAt } from '#domain/evidence/tiles.ts';
import { Refused } from '#domain/refused.ts';
import type { TileStore } from '#server/kernel/tiles.ts';
import type { Report } from '#server/kernel/worker.ts';
import type { Trust } from '#verify/trust.ts';
import { raiseAlarm } from './alarms.ts';
import { publishedSize } from './head.ts';
import { readPart } from './tree.ts';

type Public = {
  readonly owner: pg.Pool;
  readonly tiles: TileStore;
  readonly clock: () => Date;
  readonly report: Report;
  /** The trust list of today. */
  readonly trust: () => Promise<Trust>;
};

/**
 * The public half of the register as C2SP tlog-tiles serves it: `/log/checkpoint` and `/log/tile/…`, for anybody, from
 * any origin, never beyond the published size. Answers 404 for what is not (or not yet) published.
 */
export async function serveLog(http: FastifyInstance, log: Public): Promise<void> {
  http.get('/log/checkpoint', { schema: { hide: true } }, async (_request, reply) => {
    const { rows } = await log.owner.query('select note, cosignatures from checkpoints order by size desc limit 1');
    if (rows[0] === undefined) throw new Refused('not_found', { noun: 'checkpoint' });
    return open(reply, 'public, max-age=2')
      .type('text/plain; charset=utf-8')
      .send(`${rows[0].note}${formatLines(rows[0].cosignatures)}`);
  });

  http.get('/log/trust.json', { schema: { hide: true } }, async (_request, reply) =>
    open(reply, 'public, max-age=60').send(await log.trust()),
  );

  http.get('/log/revocations', { schema: { hide: true } }, async (_request, reply) => {
    const { rows } = await log.owner.query('select revocations from evidence_log where revocations is not null');
    if (rows[0] === undefined) throw new Refused('not_found', { noun: 'key' });
    return open(reply, 'public, max-age=60').type('text/plain; charset=utf-8').send(rows[0].revocations);
  });

  let known = 0;
  http.get<{ Params: { '*': string } }>('/log/tile/*', { schema: { hide: true } }, async (request, reply) => {
    const tile = parseTilePath(`tile/${request.params['*']}`);
    if (tile === undefined) throw new Refused('not_found', { noun: 'tile' });
    // What is full stays so; of the right edge only the newest width lies in the store.
    if (widthOf(tile, known) < fullWidth) known = await publishedSize(log.owner);
    if (widthOf(tile, known) < tile.width) throw new Refused('not_found', { noun: 'tile' });
    const bytes = await readPart(log.tiles, tile, known).catch((error) => tell(log, error));
    return open(reply, 'public, max-age=31536000, immutable').type('application/octet-stream').send(bytes);
  });
}

const widthOf = ({ level, index }: Tile, size: number): number => tileAt(level, index, size)?.width ?? 0;

/** Public data: any page and any program may read it. */
const open = (reply: FastifyReply, caching: string): FastifyReply =>
  reply
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('cache-control', caching);

/** A published file that is gone or wrong is an alarm, whoever notices; a check that passes ends it. */
async function tell({ owner, clock, report }: Public, error: unknown): Promise<never> {
  if (error instanceof Refused && (error.reason === 'tile_missing' || error.reason === 'tile_altered')) {
    const data = { about: 'served', tile: String(error.detail.tile ?? '') };
    await raiseAlarm(owner, error.reason, { data, now: clock() }).catch((cause) => report('evidence-log', cause));
  }
  throw error;
}
