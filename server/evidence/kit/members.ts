import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refused } from '#domain/refused.ts';
import type { Reader } from '#server/db/open.ts';
import { type Basis, signersOf } from '#server/evidence/kit/basis.ts';
import { eachPage, type KitDeposit, type Later, type Share } from '#server/evidence/kit/deposits.ts';
import { type Example, readMe } from '#server/evidence/kit/read-me.ts';
import { allTiles, edgeTiles, type TileSource, tilesAbove } from '#server/evidence/kit/tiles.ts';
import { buildProof } from '#server/evidence/proof.ts';
import type { TileStore } from '#server/kernel/tiles.ts';
import type { Member } from '#server/kernel/zip.ts';
import { type ProofFile, writeProofFile } from '#verify/proof-file.ts';
import type { Trust } from '#verify/trust.ts';
import { withTrust } from '#verify/with-trust.ts';

export type Kit = {
  readonly basis: Basis;
  readonly tiles: TileStore;
  readonly later: Later;
  readonly day: string;
  /** Whose deposits; null for the whole register without any. */
  readonly organisation: { readonly id: string; readonly name: string | null } | null;
  readonly open: Share['open'];
};

/** Every file of a kit, one after the other; nothing is kept but the list of deposits. */
export async function* kitMembers(kit: Kit): AsyncGenerator<Member> {
  const source: TileSource = { tiles: kit.tiles, size: kit.basis.size, seen: new Map(), problems: [] };
  yield* fixedMembers(kit.basis);
  const example = kit.organisation ? yield* proofs(kit, source, kit.organisation.id) : null;
  if (kit.organisation) yield* edgeTiles(source);
  else yield* allTiles(source);
  const page = await readFile(pagePath, 'utf8').catch(() => undefined);
  if (page !== undefined) yield text('humi-verify.html', withTrust(page, kit.basis.trust));
  if (source.problems.length > 0) yield text('problems.txt', source.problems.map((line) => `${line}\n`).join(''));
  yield text('README.txt', readMe({ ...factsOf(kit), hasPage: page !== undefined, example }));
}

const root = join(import.meta.dirname, '../../..');
const pagePath = join(root, 'dist/verify/humi-verify.html');

const text = (path: string, content: string): Member => ({ path, bytes: Buffer.from(content), pack: true });

const factsOf = ({ basis: { trust, size, keys, revocations }, day, organisation }: Kit) => ({
  scope: organisation ? ('organisation' as const) : ('installation' as const),
  organisation: organisation?.name ?? null,
  issuer: trust.issuer,
  origin: trust.origin,
  hasRevocations: revocations !== null,
  ...{ day, size, keys },
});

async function* fixedMembers({ trust, note, keys, revocations }: Basis): AsyncGenerator<Member> {
  yield text('trust.json', `${JSON.stringify(trust, null, 2)}\n`);
  yield text('log/checkpoint', note);
  if (revocations !== null) yield text('revocations.txt', revocations);
  for (const { name, vkey, pem } of keys) {
    yield text(`keys/${name}.vkey`, `${vkey}\n`);
    yield text(`keys/${name}.pem`, pem);
  }
  for (const { name, certificates } of trust.authorities)
    yield text(certificatesOf(trust, name), `${name}\n\n${certificates}`);
  yield text('witnesses.txt', trust.witnesses.map(({ name, vkey }) => `${vkey}\t${name}\n`).join(''));
  for (const file of ['check.mjs', 'inclusion.sh'])
    yield { path: file, bytes: await readFile(join(root, 'verify/independent', file)), pack: true };
}

/** The proofs and their tiles page by page, then the list. Answers the proof that the text shows every step with. */
async function* proofs(kit: Kit, source: TileSource, organisation: string): AsyncGenerator<Member, Example | null> {
  const { basis, open } = kit;
  const trust = JSON.stringify(basis.trust);
  const list: Buffer[] = [Buffer.from('\ufeffindex,kind,time,title,sha256,file\r\n')];
  let example: Example | null = null;
  const build = (db: Reader, deposit: KitDeposit) => prove(db, deposit, { kit, trust, problems: source.problems });
  for await (const page of eachPage(kit.later, { organisation, open }, build)) {
    for (const { deposit, proof, bytes } of page) {
      const path = proof ? `proofs/${proof.about.index}-${deposit.kind}.humi-proof` : '';
      list.push(Buffer.from(csvLine(deposit, path)));
      if (!proof || !bytes) continue;
      yield { path, bytes };
      yield* tilesAbove(source, proof.about.index);
      example = better(example, exampleOf(path, proof, basis));
    }
  }
  yield { path: 'index.csv', bytes: Buffer.concat(list), pack: true };
  return example;
}

type Proven = { deposit: KitDeposit; proof: ProofFile | null; bytes: Uint8Array | null };
type Making = { kit: Kit; trust: string; problems: string[] };

/** A deposit whose proof cannot be made is listed without one, and the kit says why: the rest is needed all the more. */
async function prove(db: Reader, deposit: KitDeposit, { kit, trust, problems }: Making): Promise<Proven> {
  const { index } = deposit;
  if (index === null || index >= kit.basis.size) return { deposit, proof: null, bytes: null };
  try {
    const { size, trust: list } = kit.basis;
    const source = { db, tiles: kit.tiles, trust, needed: list.witnesses_needed, size };
    const proof = await buildProof(source, { ...deposit, index });
    return { deposit, proof, bytes: writeProofFile(proof) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    problems.push(`proof ${index} (${deposit.id}): ${error.reason}`);
    return { deposit, proof: null, bytes: null };
  }
}

const subjects: Record<string, string> = { checkpoint: 'checkpoint.txt', entry: 'entry.bin' };

/** Plain letters, whatever the authority is called: not every tool unpacks other names. The file begins with its name. */
const certificatesOf = ({ authorities }: Trust, authority: string): string =>
  `certificates/authority-${authorities.findIndex(({ name }) => name === authority) + 1}.pem`;

const exampleOf = (path: string, proof: ProofFile, { keys, trust }: Basis): Example => ({
  path,
  content: proof.statement !== undefined ? 'statement.json' : proof.manifest !== undefined ? 'manifest.txt' : null,
  tokens: proof.tokens.map(({ file, subject, authority }) => ({
    file,
    data: subjects[subject] ?? subject,
    certificates: certificatesOf(trust, authority),
  })),
  signers: signersOf(proof.proof.slice(proof.proof.indexOf('\n\n') + 2), keys),
});

/** One with its content inside shows more steps that can be run, then one with more signatures and time stamps. */
const better = (former: Example | null, next: Example): Example =>
  former && weight(former) >= weight(next) ? former : next;

const weight = ({ content, tokens, signers }: Example): number =>
  (content === null ? 0 : 1_000) + 10 * Math.min(tokens.length, 9) + signers.length;

/** RFC 4180; what an office program would run as a formula begins with an apostrophe. */
const csvLine = ({ index, kind, at, title, sha256 }: KitDeposit, path: string): string =>
  `${[index ?? '', kind, at, title ?? '', sha256, path]
    .map((cell) => String(cell).replace(/^[=+\-@\t\r]/, "'$&"))
    .map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',')}\r\n`;
