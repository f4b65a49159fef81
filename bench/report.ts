import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Machine } from './machine.ts';

/** A figure with the bar of the issue that it must clear. `note` tells what stands beside it. */
export type Bar = {
  readonly name: string;
  readonly figure: number;
  readonly unit: string;
  readonly sense: 'at most' | 'at least';
  readonly limit: number;
  readonly note?: string;
};

/** What a part of the benchmark found. */
export type Part = { readonly name: string; readonly seconds: number; readonly bars: readonly Bar[] };

export const passes = ({ figure, sense, limit }: Bar): boolean =>
  Number.isFinite(figure) && (sense === 'at most' ? figure <= limit : figure >= limit);

export function printMachine(machine: Machine): void {
  const { cpu, cores, memory_gb, system, node, postgres, load } = machine;
  console.log(`${cpu}, ${cores} cores, ${memory_gb} GB, ${system}, Node ${node}, PostgreSQL ${postgres}, load ${load}`);
  if (load > cores / 2) console.log('others are at work here: times are longer than they need be, ratios less certain');
}

export function printBar(bar: Bar): void {
  const verdict = passes(bar) ? 'PASS' : 'FAIL';
  const figure = `${round(bar.figure)} ${bar.unit}`.trim();
  const limit = `${bar.sense} ${bar.limit} ${bar.unit}`.trim();
  console.log(`${verdict}  ${bar.name.padEnd(44)} ${figure.padStart(10)}  (${limit})  ${bar.note ?? ''}`.trimEnd());
}

/** The figures as data, beside the ones that are committed; a run of some parts does not replace a whole one. */
export function saveResults(machine: Machine, parts: readonly Part[], whole: boolean): string {
  const file = join(import.meta.dirname, 'results', whole ? 'latest.json' : 'partial.json');
  mkdirSync(dirname(file), { recursive: true });
  const verdicts = parts.map((part) => ({
    ...part,
    bars: part.bars.map((bar) => ({ ...bar, figure: round(bar.figure), passed: passes(bar) })),
  }));
  writeFileSync(
    file,
    `${JSON.stringify({ measured_at: new Date().toISOString(), machine, parts: verdicts }, null, 2)}\n`,
  );
  return file;
}

/** Three digits are all that such figures are good for. */
export const round = (value: number): number =>
  Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The value below which `share` of them lie (nearest rank); NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
