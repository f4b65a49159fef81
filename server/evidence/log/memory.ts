import type pg from 'pg';
import type { TileStore } from '#server/kernel/tiles.ts';
import type { Report } from '#server/kernel/worker.ts';
import type { Cleaning } from './clean.ts';
import type { Signer } from './keys.ts';
import type { Ground } from './settle.ts';

export type LogContext = {
  readonly owner: pg.Pool;
  readonly tiles: TileStore;
  readonly clock: () => Date;
  readonly report: Report;
  readonly keysDir: string;
  readonly leaseSeconds: number;
};

/** What one sequencer remembers between its rounds; all of it can be found out again. */
export type Memory = {
  readonly holder: string;
  leasedAt: number;
  /** When the ground was last compared with the tile store. */
  settledAt: number;
  ground: Ground | undefined;
  signers: readonly Signer[];
  /** The keys that signed the newest checkpoint, as far as was looked. */
  signedBy: string;
  cleaning: Cleaning | undefined;
  /** Alarms of its own may be open. */
  alarmed: boolean;
  clockBack: boolean | undefined;
};

export const newMemory = (holder: string): Memory => ({
  holder,
  leasedAt: Number.NEGATIVE_INFINITY,
  settledAt: Number.NEGATIVE_INFINITY,
  ground: undefined,
  signers: [],
  signedBy: '',
  cleaning: undefined,
  alarmed: true,
  clockBack: undefined,
});
