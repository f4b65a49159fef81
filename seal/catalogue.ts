import { identityToRecipient } from 'age-encryption';
import { Refused } from '#domain/refused.ts';
import { openBytes, sealBytes } from './age.ts';
import { readObject } from './bytes.ts';
import { catalogueSecret, type Identity } from './identity.ts';

/** What a person has opened so far, by id of the secret: one file, so that a register of thousands opens at once. */
export type Catalogue<Entry> = {
  /** When it was written. */
  readonly at: string;
  readonly entries: Readonly<Record<string, Entry>>;
};

/** An age file of gzipped JSON (`humi-catalogue/1`) for the own second identity. */
export async function sealCatalogue<Entry>(identity: Identity, catalogue: Catalogue<Entry>): Promise<Uint8Array> {
  const { person, organisation } = identity;
  const text = JSON.stringify({ format: 'humi-catalogue/1', person, organisation, ...catalogue });
  const recipient = await identityToRecipient(catalogueSecret(identity));
  const packed = await through(new Blob([text]), new CompressionStream('gzip')).arrayBuffer();
  return sealBytes(new Uint8Array(packed), [recipient]);
}

/**
 * Refuses `sealed_not_for_me`, `sealed_tampered` and, for anything but the own catalogue, `catalogue_unreadable`: the
 * caller then opens the records one by one and writes a new one. `Entry` is what this person's own client wrote.
 */
export async function openCatalogue<Entry>(identity: Identity, file: Uint8Array): Promise<Catalogue<Entry>> {
  const read = readObject(await inflate(await openBytes(file, catalogueSecret(identity))));
  const ours = read?.person === identity.person && read.organisation === identity.organisation;
  if (read?.format !== 'humi-catalogue/1' || !ours || typeof read.at !== 'string')
    throw new Refused('catalogue_unreadable');
  // Nobody but this person's own client can write one: its recipient is never published.
  return { at: read.at, entries: read.entries as Catalogue<Entry>['entries'] };
}

const inflate = (bytes: Uint8Array): Promise<string> =>
  through(new Blob([bytes.slice()]), new DecompressionStream('gzip'))
    .text()
    .catch(() => {
      throw new Refused('catalogue_unreadable');
    });

/** The browser's own gzip: ten megabytes of a large register take a phone a tenth of what a script takes. */
const through = (bytes: Blob, packer: CompressionStream | DecompressionStream): Response =>
  new Response(bytes.stream().pipeThrough(packer));
