import { parseArgs } from 'node:util';
import { alarmSentence } from '#domain/evidence/alarms.ts';
import { Refused } from '#domain/refused.ts';
import { onDatabase } from '#server/cli/connected.ts';
import type { Config } from '#server/config.ts';
import type { Database } from '#server/db/open.ts';
import { checkRegister, type Finding } from '#server/evidence/log/check.ts';
import { keyKinds } from '#server/evidence/log/keys.ts';
import { recoverRegister } from '#server/evidence/log/recovery.ts';
import { revokeFormerKey, rotateKeys } from '#server/evidence/log/rotation.ts';
import { openFileStore } from '#server/kernel/file-stores.ts';
import { openTileStore } from '#server/kernel/tile-stores.ts';
import type { House } from '#server/kernel/verb.ts';

/** `humi evidence check | recover | rotate-key | revoke-key`: the register, beside a server that may run. Null for another command. */
export async function evidence(command: string | undefined, args: readonly string[]): Promise<number | null> {
  if (command === 'check' && args.length === 0) return check();
  if (command === 'recover' && args.length === 0) return recover();
  if (command === 'rotate-key') return rotate(args);
  if (command === 'revoke-key') return revoke(args);
  return null;
}

async function check(): Promise<number> {
  const finding = await onDatabase((database, config) => {
    const { tiles } = houseOf(database, config);
    const onProgress = (done: number, of: number) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${done} / ${of}`);
    };
    return checkRegister({ owner: database.owner, tiles, now: new Date(), onProgress });
  });
  if (process.stderr.isTTY) process.stderr.write('\r');
  process.stdout.write(reportOf(finding));
  return finding.ok ? 0 : 1;
}

async function recover(): Promise<number> {
  const done = await onDatabase((database, config) => recoverRegister(houseOf(database, config), config.log.keysDir));
  const taken = done.size - done.from;
  process.stdout.write(
    `登记簿现有${done.size}条存证。重写瓦片${done.repaired}个；找回次序${Math.max(0, taken)}条，其中${done.placed}条已接回数据库，${done.lost}条的业务数据已随旧备份丢失（证明文件仍然有效）。\n` +
      `The register has ${done.size} entries. Tiles written again: ${done.repaired}. Order taken back: ${Math.max(0, taken)}; found in the database: ${done.placed}; lost there with the older backup (their proofs stay valid): ${done.lost}.\n`,
  );
  return 0;
}

async function rotate(args: readonly string[]): Promise<number> {
  const values = readOptions(args);
  const stolen = values.stolen ? stolenOf(values) : undefined;
  const kinds = keyKinds.filter((kind) => values.kind === undefined || values.kind === kind);
  const done = await onDatabase((database, config) =>
    rotateKeys(houseOf(database, config), { keysDir: config.log.keysDir, kinds, ...(stolen ? { stolen } : {}) }),
  );
  process.stdout.write(
    `自第${done.size}条起启用新密钥，公钥如下；原密钥文件已移入${done.former}。请备份新密钥文件，并复制到其他服务器的同一目录：\n` +
      `From entry ${done.size} on the register signs with these keys; the former files were moved to ${done.former}. Back the new files up, and copy them to the same folder of every other server:\n\n` +
      `${done.vkeys.map((vkey) => `  ${vkey}\n`).join('')}`,
  );
  return 0;
}

async function revoke(args: readonly string[]): Promise<number> {
  const values = readOptions(args);
  const vkey = values.key;
  if (!vkey) throw new Refused('invalid', { field: '--key', rule: 'VKEY' });
  const stolen = stolenOf(values);
  await onDatabase((database, config) =>
    revokeFormerKey(houseOf(database, config), { keysDir: config.log.keysDir, vkey, stolen }),
  );
  process.stdout.write(
    `该密钥已注明失窃：第${stolen.effective_size}条以前的检查点须有外部时间证明方可采信，以后的一律不采信。\n` +
      `The key is told as stolen: its checkpoints up to size ${stolen.effective_size} are believed with an outsider's word for their time, later ones never.\n`,
  );
  return 0;
}

function readOptions(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: rotateOptions }).values;
  } catch (error) {
    throw new Refused('invalid', { field: args.join(' '), rule: error instanceof Error ? error.message : '' });
  }
}

const rotateOptions = {
  stolen: { type: 'boolean' },
  'effective-size': { type: 'string' },
  reason: { type: 'string' },
  kind: { type: 'string' },
  key: { type: 'string' },
} as const;

function stolenOf(values: { 'effective-size'?: string; reason?: string }): { effective_size: number; reason: string } {
  const size = Number(values['effective-size'] ?? Number.NaN);
  if (!Number.isSafeInteger(size) || size < 0)
    throw new Refused('invalid', { field: '--effective-size', rule: '>= 0' });
  if (!values.reason) throw new Refused('reason_needed');
  return { effective_size: size, reason: values.reason };
}

const houseOf = (database: Database, config: Config): House => ({
  database,
  files: openFileStore(config.files),
  tiles: openTileStore(config.files),
  clock: () => new Date(),
  followUps: [],
});

function reportOf(finding: Finding): string {
  const { origin, size, faults, count, checkpoints, badCheckpoints, misplaced, lost, rootFits, ok } = finding;
  const lines = [
    `登记簿 / register: ${origin}`,
    `已公开存证 / published entries: ${size}`,
    `检查点 / checkpoints checked: ${checkpoints}${badCheckpoints.length > 0 ? `, 不符 / wrong: ${badCheckpoints.join(', ')}` : ''}`,
    `根哈希 / root: ${rootFits ? '相符 / fits' : '不符 / does not fit'}`,
    `有误的瓦片 / wrong tiles: ${count}`,
    ...faults.map(({ tile, what }) => `  ${tile}  ${what === 'missing' ? '缺失 / missing' : '不符 / altered'}`),
    `次序有误的存证 / misplaced deposits: ${misplaced}${lost > 0 ? ` (旧备份丢失 / lost with an older backup: ${lost})` : ''}`,
  ];
  const [fault] = faults;
  const told = fault ? alarmSentence(`tile_${fault.what}`, { tile: fault.tile }) : undefined;
  const verdict = ok
    ? ['全部相符。', 'Everything fits.']
    : told
      ? [told.zh, told.en]
      : ['登记簿有误，详见上列各项。', 'The register is not in order; see above.'];
  return `${[...lines, '', ...verdict].join('\n')}\n`;
}
