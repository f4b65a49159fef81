/** What is done about the register beside publishing it, by the one server that holds the lease. */
import type pg from 'pg';
import type { AlarmKind } from '#domain/evidence/alarms.ts';
import type { HashReader } from '#domain/evidence/merkle.ts';
import type { TileStore } from '#server/kernel/tiles.ts';
import type { Report } from '#server/kernel/worker.ts';

/**
 * A round is begun once a second while this server publishes, unless the one before still runs. It must be
 * quick when there is nothing to do; what it throws is reported and the next round comes all the same.
 */
export type Round = (context: RoundContext) => Promise<void>;

export type RoundContext = {
  readonly owner: pg.Pool;
  readonly tiles: TileStore;
  readonly clock: () => Date;
  readonly report: Report;
  /** Hashes of the published tree of `size` entries: what proofs are made of. */
  readonly hashes: (size: number) => HashReader;
  /** The bytes of a deposit's entry, published or not; undefined for an id that is none. */
  readonly entry: (deposit: { organisation: string; id: string }) => Promise<Uint8Array | undefined>;
  /** Opens an alarm unless the same is open: `about` keeps alarms of one kind apart. */
  readonly raise: (
    kind: AlarmKind,
    data: { readonly about: string; readonly [fact: string]: string | number },
  ) => Promise<void>;
  /** Ends what is open of these kinds about this. */
  readonly end: (kinds: readonly AlarmKind[], about: string) => Promise<void>;
};
