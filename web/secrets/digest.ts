import { counted } from '#seal/stream.ts';

/** Hex SHA-256 of a file, read piece by piece. */
export async function digestFile(file: Blob): Promise<string> {
  const { stream, tally } = await counted(file.stream());
  await stream.pipeTo(new WritableStream());
  return tally.digest();
}
