import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Builds the web client when this checkout has none yet, or an older one; a build that is fresh costs a hash. */
export async function buildPages(): Promise<void> {
  if (process.env.HUMI_BUILD === 'off') return; // `npm run dev` serves the client itself
  const build = join(root, 'tools/build.ts');
  if (existsSync(build))
    execFileSync(process.execPath, [build, '--quiet'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
}
