import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { extname, join } from 'node:path';
import { faultsOf, fixtureFolder, listCases, realFolder, realTexts, scoreCase } from '../test/plans/score.ts';
import { type Bar, median, round } from './report.ts';

const runs = 7;
const root = join(import.meta.dirname, '..');
const slow = new Set(['.docx', '.pdf', '.xlsx']);

/** Reading a plan: the time of the whole process, start of Node included, and how much of the facts it finds. */
export async function benchReader(): Promise<Bar[]> {
  const cases = [...listCases(fixtureFolder), ...listCases(realFolder, realTexts)];
  const times = [];
  for (const { file } of cases) times.push({ file, ...(await timeReading(file)) });
  const text = times.filter(({ file }) => !slow.has(extname(file)));
  const packed = times.filter(({ file }) => slow.has(extname(file)));
  return [
    slowest('plan read: text, slowest plan', text, 300),
    slowest('plan read: docx, pdf, xlsx, slowest plan', packed, 1_000),
    ...(await accuracy(cases)),
  ];
}

type Timed = { least: number; middle: number; most: number };

/** The bar is on the slowest plan's median, so that one hiccup of the machine is not a verdict; best and worst are told. */
function slowest(name: string, times: readonly Timed[], limit: number): Bar {
  const [best, worst] = [Math.max(...times.map(({ least }) => least)), Math.max(...times.map(({ most }) => most))];
  const note = `${times.length} plans, ${runs} runs each: at best ${Math.round(best)} ms, at worst ${Math.round(worst)} ms`;
  return { name, figure: Math.max(...times.map(({ middle }) => middle)), unit: 'ms', sense: 'at most', limit, note };
}

async function timeReading(file: string): Promise<Timed> {
  await readOnce(file);
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push(await readOnce(file));
  return { least: Math.min(...times), middle: median(times), most: Math.max(...times) };
}

/** @returns milliseconds from start to end of the process */
async function readOnce(file: string): Promise<number> {
  const begin = performance.now();
  const humi = spawn(process.execPath, [join(root, 'bin/humi.mjs'), 'plan', 'read', file, '--json'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(humi, 'exit');
  if (code !== 0) throw new Error(`plan read ${file} ended with ${code}`);
  return performance.now() - begin;
}

async function accuracy(cases: ReturnType<typeof listCases>): Promise<Bar[]> {
  const scores = [];
  for (const one of cases) scores.push(await scoreCase(one));
  const facts = scores.flatMap((score) => score.facts);
  const share = (of: typeof facts) => (100 * of.filter(({ ok }) => ok).length) / of.length;
  const faults = scores.flatMap((score) => faultsOf(score).map((fault) => `${score.name}: ${fault}`));
  return [
    {
      name: 'plan read: facts found, worst plan',
      figure: Math.min(...scores.map((score) => share(score.facts))),
      unit: '%',
      sense: 'at least',
      limit: 95,
      note: [`${round(share(facts))} % of ${facts.length} facts of ${scores.length} plans`, ...faults].join('; '),
    },
    {
      name: 'plan read: spurious targets, worst plan',
      figure: Math.max(...scores.map((score) => score.spurious.targets.length)),
      unit: '',
      sense: 'at most',
      limit: 1,
    },
  ];
}
