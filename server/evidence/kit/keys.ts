import { parseVerifierKey } from '#domain/evidence/notes.ts';

/** Public keys as stock tools take them: a line of text (C2SP vkey), and PEM for openssl. */
export type PublicKey = { readonly name: string; readonly vkey: string; readonly pem: string };

const heads = {
  ed25519: '302a300506032b6570032100',
  cosignature: '302a300506032b6570032100',
  sm2: '3059301306072a8648ce3d020106082a811ccf5501822d034200',
};

/** `log-ed25519-033de0ae`, `witness-6b1c2d3e`: undefined for text that is no key. */
export function publicKeyOf(vkey: string): PublicKey | undefined {
  const found = parseVerifierKey(vkey);
  if (!found) return undefined;
  const id = found.id.toString(16).padStart(8, '0');
  const name = found.type === 'cosignature' ? `witness-${id}` : `log-${found.type}-${id}`;
  const der = Buffer.concat([Buffer.from(heads[found.type], 'hex'), found.key]).toString('base64');
  const pem = `-----BEGIN PUBLIC KEY-----\n${der.replaceAll(/.{64}/g, '$&\n').trimEnd()}\n-----END PUBLIC KEY-----\n`;
  return { name, vkey, pem };
}
