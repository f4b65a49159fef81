/**
 * `npm run bench`: speed and memory against the bars of the project, and against a bare server (bench/floor). Prints
 * the machine, every figure with its bar, and exits 1 when one is missed. `node bench/run.ts reader start` runs parts;
 * names of pages (home, tasks, mine, province, nation) run the load and growth of those pages only; `evidence` runs the
 * register, and deposits, log or hashing a part of that; `import` and `firms` (list, firm, coverage, items) run the
 * register of firms; `register` and `sealing` what happens in the browser of a firm.
 */
import { benchEnterprises, enterpriseParts } from './enterprises.ts';
import { benchEvidence, evidenceParts } from './evidence.ts';
import { describeMachine } from './machine.ts';
import { benchPages, type PageName, pageNames } from './pages.ts';
import { benchReader } from './reader.ts';
import { benchRegister } from './register.ts';
import { type Bar, type Part, passes, printBar, printMachine, saveResults } from './report.ts';
import { benchSealing } from './sealing.ts';
import { benchStart } from './start.ts';

const wanted = process.argv.slice(2);
const known = [
  ...['reader', 'start', 'load', 'growth', ...pageNames, 'evidence', ...evidenceParts],
  ...[...enterpriseParts, 'register', 'sealing'],
];
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`unknown part ${unknown.join(', ')}; there are ${known.join(', ')}`);
  process.exit(64);
}

const machine = await describeMachine();
printMachine(machine);
const parts: Part[] = [];
const whole = wanted.length === 0;
if (whole || wanted.includes('reader')) await run('reader', benchReader);
if (whole || wanted.includes('start')) await run('start', benchStart);

const pages = pageNames.filter((name): name is PageName => wanted.includes(name));
const kinds = (['load', 'growth'] as const).filter((kind) => wanted.includes(kind));
if (whole || pages.length > 0 || kinds.length > 0)
  await run('pages', () =>
    benchPages({ pages: pages.length > 0 ? pages : pageNames, kinds: kinds.length > 0 ? kinds : ['load', 'growth'] }),
  );

const registers = evidenceParts.filter((name) => wanted.includes(name));
if (whole || wanted.includes('evidence')) await run('evidence', () => benchEvidence());
else if (registers.length > 0) await run('evidence', () => benchEvidence(registers));

const firms = enterpriseParts.filter((name) => wanted.includes(name));
if (whole || firms.length > 0) await run('enterprises', () => benchEnterprises(whole ? enterpriseParts : firms));
if (whole || wanted.includes('register')) await run('register', benchRegister);
if (whole || wanted.includes('sealing')) await run('sealing', benchSealing);

const missed = parts.flatMap(({ bars }) => bars).filter((bar) => !passes(bar));
console.log(`\nwritten to ${saveResults(machine, parts, whole)}`);
console.log(missed.length === 0 ? 'every bar is met' : `missed: ${missed.map(({ name }) => name).join('; ')}`);
process.exitCode = missed.length === 0 ? 0 : 1;

async function run(name: string, bench: () => Promise<readonly Bar[]>): Promise<void> {
  console.log(`\n${name}`);
  const begin = performance.now();
  const bars = await bench();
  const seconds = Math.round((performance.now() - begin) / 1000);
  parts.push({ name, seconds, bars });
  for (const bar of bars) printBar(bar);
  console.log(`${name} took ${seconds} s`);
}
