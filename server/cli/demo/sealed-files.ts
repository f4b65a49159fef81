import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { SecretFile } from '#domain/secrets/body.ts';
import { sealBytes } from '#seal/age.ts';
import { recipientsFor } from '#seal/roll.ts';
import { newId } from '#server/kernel/id.ts';
import { type House, perform } from '#server/kernel/verb.ts';
import { beginFile } from '#server/secrets/begin-file.ts';
import { endFile } from '#server/secrets/end-file.ts';
import { putPart } from '#server/secrets/put-part.ts';
import type { Holder, Keyed } from './keyholders.ts';

type Sending = { keyed: Keyed; on: House; author: Holder; id: string; readers: readonly string[] };
type Plain = { bytes: Uint8Array; name: string; media_type: string };

/** A file sealed for whoever knows the entry and for a key of its own, sent in its one part; answers what the record says. */
export async function sendFile(
  { keyed, on, author, id, readers }: Sending,
  { bytes, name, media_type }: Plain,
): Promise<SecretFile> {
  const key = await generateX25519Identity();
  const recipients = [
    ...recipientsFor(keyed.roll, [...readers, author.identity.person]),
    await identityToRecipient(key),
  ];
  const sealed = Buffer.from(await sealBytes(bytes, recipients));
  const file = newId();
  await perform(on, author.caller, beginFile, { id, file, size: sealed.length });
  await perform(on, author.caller, putPart, { file, number: 1, file_name: 'part', bytes: sealed });
  await perform(on, author.caller, endFile, { file });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { id: file, name, media_type, size: bytes.length, sha256, key };
}

/** An invented table of measurements. */
export function table(): Uint8Array {
  const rows = Array.from(
    { length: 24 },
    (_, hour) => `${hour},${(80 + 12 * Math.sin(hour / 4)).toFixed(1)},${hour % 5}`,
  );
  return Buffer.from(`示例时段,示例温度,示例批次\n${rows.join('\n')}\n`);
}

/** An invented curve as a grey PNG of 240 by 120. */
export function drawing(): Uint8Array {
  const [width, height] = [240, 120];
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(width + 1, 255);
    row[0] = 0;
    for (let x = 0; x < width; x++) {
      const curve = 60 - 45 * Math.sin(x / 38) * Math.exp(-x / 300);
      if (Math.abs(y - curve) < 1.6 || x === 4 || y === height - 5) row[x + 1] = 40;
    }
    return row;
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const start = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    start,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(kind: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind), data]);
  const [size, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([size, named, check]);
}
