import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { findBinaries, findPackage } from '#server/db/embedded-binaries.ts';

/** What the figures were measured on: a bar that is a time means nothing without it. */
export type Machine = {
  readonly cpu: string;
  readonly cores: number;
  readonly memory_gb: number;
  readonly system: string;
  readonly node: string;
  readonly postgres: string;
  /** Load average of the last minute before the run: above 0.5 a core, others were at work. */
  readonly load: number;
};

export async function describeMachine(): Promise<Machine> {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memory_gb: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.versions.node,
    postgres: await postgresVersion(),
    load: Number((loadavg()[0] ?? 0).toFixed(2)),
  };
}

async function postgresVersion(): Promise<string> {
  const { postgres } = await findBinaries({}).catch(() => ({ postgres: '' }));
  const said = postgres ? execFileSync(postgres, ['--version'], { encoding: 'utf8' }).trim() : '';
  return said.replace(/^postgres \(PostgreSQL\) /, '') || findPackage().version;
}
