import { startSink } from '#seal/sink.ts';
import { piecesOf } from '#seal/stream.ts';

/** Hex SHA-256 of a file, read piece by piece and digested beside the page. */
export async function digestFile(file: Blob): Promise<string> {
  const sink = startSink();
  try {
    for await (const piece of piecesOf(file)) await sink.take(piece);
    return (await sink.end()).sha256;
  } finally {
    await sink.drop();
  }
}
