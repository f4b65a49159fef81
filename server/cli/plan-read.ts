import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { Refused } from '#domain/refused.ts';
import { extractText, RAW_LIMIT } from '#server/plans/extract/extract-text.ts';
import { limits } from '#server/plans/extract/limits.ts';
import { refusalText } from './refusal.ts';

const USAGE = `用法：humi plan read 文件 [--json]
Usage: humi plan read FILE [--json]
`;
const EXIT_REFUSED = 2;
/** The number that BSD's sysexits.h gives to a wrong command line. */
const EXIT_USAGE = 64;

/**
 * `humi plan read FILE [--json]`: prints the draft that is recognised in a plan, as JSON or as a summary in Chinese.
 * Returns the exit code: 0, 2 when the file is refused (cause and cure on stderr), 64 for a wrong command line.
 */
export async function planRead(args: string[]): Promise<number> {
  const command = readCommand(args);
  if (!command) {
    process.stderr.write(USAGE);
    return EXIT_USAGE;
  }
  try {
    process.stdout.write(await printPlan(command.file, command.form));
    return 0;
  } catch (error) {
    const text = refusalText(error);
    if (text === null) throw error;
    process.stderr.write(text);
    return EXIT_REFUSED;
  }
}

type Command = { file: string; form: 'json' | 'summary' };

function readCommand(args: string[]): Command | null {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } });
    const [file, ...rest] = positionals;
    if (!file || rest.length > 0) return null;
    return { file, form: values.json ? 'json' : 'summary' };
  } catch {
    return null;
  }
}

async function printPlan(file: string, form: Command['form']): Promise<string> {
  const { text } = await extractText(await readBytes(file), basename(file));
  const [{ readPlan }, { printDraft }] = await Promise.all([
    import('#domain/plans/read.ts'),
    import('#domain/plans/print.ts'),
  ]);
  const printed = printDraft(readPlan(text));
  if (form === 'json') return `${JSON.stringify(printed, null, 2)}\n`;
  return (await import('./plan-summary.ts')).planSummary(printed);
}

/** Reads at most the size limit, so that a file that grows or never ends (a device, a pipe) is refused too. */
async function readBytes(path: string): Promise<Uint8Array> {
  const name = basename(path);
  try {
    const file = await open(path, 'r');
    try {
      const stat = await file.stat();
      if (stat.isDirectory()) throw new Refused('file_directory', { name: path });
      if (stat.size >= limits.rawBytes) throw new Refused('file_too_large', { name, limit: RAW_LIMIT });
      const chunks: Uint8Array[] = [];
      let length = 0;
      for await (const chunk of file.createReadStream({ autoClose: false })) {
        chunks.push(chunk);
        length += chunk.length;
        if (length >= limits.rawBytes) throw new Refused('file_too_large', { name, limit: RAW_LIMIT });
      }
      return Buffer.concat(chunks);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(openReason(error), { name: path });
  }
}

function openReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return 'file_missing';
  return code === 'EISDIR' ? 'file_directory' : 'file_unreadable';
}
