import { mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a machine that never saw the product finds its programs: those of the system, and a Node where it has none. */
const folder = mkdtempSync(join(tmpdir(), 'humi-bare-'));
symlinkSync(process.execPath, join(folder, 'node'));

/** The whole environment of a check by a stranger. */
export const bareEnvironment: Readonly<Record<string, string>> = { PATH: `/usr/bin:/bin:${folder}` };
