import { checkCertificates, type Shown } from '#domain/authorities/rules.ts';
import { Refused } from '#domain/refused.ts';
import type { Writer } from '#server/db/open.ts';

/** The authority, locked; not_found, or changed_meanwhile when `version` is no longer the newest. */
export async function loadAuthority(db: Writer, id: string, version: number) {
  const row = await db.selectFrom('authorities').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'authority' });
  if (row.version !== version) throw new Refused('changed_meanwhile', { version: row.version });
  return row;
}

type Named = { readonly name: string; readonly url: string; readonly id?: string };

/** Refuses authority_name_taken and authority_taken: a name stands once for good, an address once among those in use. */
export async function refuseTaken(db: Writer, { name, url, id }: Named): Promise<void> {
  const others = await db
    .selectFrom('authorities')
    .select(['id', 'name', 'url', 'state'])
    .where((row) => row.or([row('name', '=', name), row('url', '=', url)]))
    .execute();
  const taken = others.filter((other) => other.id !== id);
  if (taken.some((other) => other.name === name)) throw new Refused('authority_name_taken', { field: 'name', name });
  const same = taken.find(({ state }) => state === 'active');
  if (same) throw new Refused('authority_taken', { field: 'url', name: same.name });
}

/** Refuses what cannot be the certificates of an authority; see domain/authorities/rules.ts. */
export async function refuseCertificates(pem: string, today: string): Promise<void> {
  // Fetched when first needed: the library is large and an idle server small.
  const { readPem } = await import('#verify/certificates.ts');
  const read = (text: string): Shown[] | undefined =>
    readPem(text)?.map(({ subject, issuer, notAfter }) => ({
      isRoot: subject.isEqual(issuer),
      to: notAfter.value.toISOString().slice(0, 10),
    }));
  checkCertificates(pem, { read, today });
}
