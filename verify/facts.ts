import type { Statement } from '#domain/evidence/statement.ts';
import type { CheckedNote } from './check-checkpoint.ts';
import { type Content, type Held, hexOf } from './check-content.ts';
import type { RegisterRead } from './check-register.ts';
import type { Stamped } from './check-time.ts';
import type { Outsider } from './finding.ts';
import type { ProofFile } from './proof-file.ts';
import type { Trust } from './trust.ts';

/** What a proof says, for details and machines. Instants are ISO text in UTC; digests lower-case hexadecimal. */
export type Facts = {
  readonly origin: string;
  /** Who runs the register, as the trust list says. */
  readonly issuer: string;
  readonly index: number;
  /** Entries under the checkpoint, and its root. */
  readonly size: number;
  readonly root: string;
  readonly kind: string;
  /** By the register's own clock. */
  readonly at: string;
  readonly organisation: { readonly id: string; readonly name: string | null };
  readonly title: string | null;
  readonly commitments: { readonly sha256: string; readonly sm3: string };
  readonly keys: readonly { readonly algorithm: string; readonly fingerprint: string; readonly vkey: string }[];
  readonly witnesses: readonly { readonly name: string; readonly at: string }[];
  readonly stamps: readonly StampFact[];
  /** The earliest moment that somebody else vouches for. */
  readonly earliest: { readonly by: Outsider['by']; readonly name: string; readonly at: string } | null;
  readonly statement: Statement | null;
  readonly files: Content['files'];
  readonly originals: readonly Held[];
};

type StampFact = {
  readonly file: string;
  readonly authority: string;
  readonly subject: string;
  readonly at: string;
  readonly expires: string;
  readonly sound: boolean;
  readonly serial: string;
  readonly digest: string;
};

type Sources = {
  readonly proof: ProofFile;
  readonly read: RegisterRead;
  readonly checked: CheckedNote;
  readonly content: Content;
  readonly stamps: readonly Stamped[];
  readonly earliest: Outsider | undefined;
  readonly trust: Trust;
};

export function factsOf({ proof, read, checked, content, stamps, earliest, trust }: Sources): Facts {
  const { about } = proof;
  const { entry } = read;
  return {
    origin: checked.checkpoint.origin,
    issuer: trust.issuer || trust.origin,
    index: read.index,
    size: checked.checkpoint.size,
    root: hexOf(checked.checkpoint.root),
    kind: entry.kind,
    at: iso(entry.at),
    organisation: about.organisation,
    title: about.title ?? null,
    commitments: { sha256: hexOf(entry.commitments.sha256), sm3: hexOf(entry.commitments.sm3) },
    keys: checked.signedBy.map(({ algorithm, fingerprint, vkey }) => ({ algorithm, fingerprint, vkey })),
    witnesses: checked.witnesses.map(({ name, at }) => ({ name, at: iso(at) })),
    stamps: stamps.map(({ file, authority, subject, at, expires, sound, serial, digest }) => ({
      file,
      authority,
      subject,
      at: iso(at),
      expires: iso(expires),
      sound,
      serial,
      digest,
    })),
    earliest: earliest ? { by: earliest.by, name: earliest.name, at: iso(earliest.at) } : null,
    statement: content.statement ?? null,
    files: content.files,
    originals: content.originals,
  };
}

/** ISO text; a moment beyond what dates can hold (an entry may claim any) as its number. */
function iso(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? String(at) : date.toISOString();
}
