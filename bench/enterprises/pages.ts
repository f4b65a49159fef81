import { type Child, startChild } from '../child.ts';
import { full, officers, type Person, type Size, superiorsOf, tenth } from '../data.ts';
import { growPage, loadPage, type Page, type Served } from '../pages.ts';
import type { Bar } from '../report.ts';
import type { Aim, Hits } from '../shoot.ts';
import { firmOf, firmsEverywhere } from './country.ts';
import { openFirmsWorld } from './world.ts';

export const firmPageNames = ['list', 'firm', 'coverage', 'items'] as const;
export type FirmPageName = (typeof firmPageNames)[number];

/** Officers of counties, each of another one. */
const readers = (size: Size): Person[] => officers(size, 'office', 400);

/** The provinces, and three counties for each of them. */
function overseers(size: Size): Person[] {
  const counties = officers(size, 'office', 3 * superiorsOf(size, 'province').length);
  return superiorsOf(size, 'province').flatMap((province, at) => [province, ...counties.slice(3 * at, 3 * at + 3)]);
}

const regionOf = ({ organisation }: Person): number => Number.parseInt(organisation.slice(-12), 16);

/** Another firm of the officer's own county at every turn. */
const firmFor = (person: Person, index: number): string => firmOf(regionOf(person), 1 + (index % firmsEverywhere));

const whose = ({ organisation }: Person): string => `organisation=${organisation}`;

const pages: Record<FirmPageName, Page> = {
  list: {
    title: 'firm list of a county, with total',
    people: readers,
    humi: () => '/api/enterprises',
    floor: (person) => `/firms?${whose(person)}`,
  },
  firm: {
    title: 'firm page',
    people: readers,
    humi: (person, index) => `/api/enterprises/${firmFor(person, index)}`,
    floor: (person, index) => `/firm?id=${firmFor(person, index)}&${whose(person)}`,
  },
  coverage: {
    title: 'coverage of a place',
    people: overseers,
    humi: () => '/api/coverage',
    floor: (person) => `/coverage?${whose(person)}`,
  },
  items: {
    title: 'most-missed items of a place',
    people: overseers,
    humi: () => '/api/coverage/items',
    floor: (person) => `/items?${whose(person)}`,
  },
};

/** The pages of firms under load, against the floor in the same installation, and against a tenth of it. */
export async function benchFirmPages(names: readonly FirmPageName[] = firmPageNames): Promise<Bar[]> {
  const world = await openFirmsWorld();
  const client = startChild<Aim, Hits>('shoot.ts');
  const children: Child<never, unknown>[] = [];
  const serve = async (file: string, told: object): Promise<Served & { close(): Promise<void> }> => {
    const child = startChild<object, { port: number }>(file);
    children.push(child);
    return { ...(await child.ask(told)), pid: child.pid, close: child.close };
  };
  try {
    const all = await world.make('bench_firms_full', full);
    const small = await world.make('bench_firms_tenth', tenth);
    const humi = await serve('serve.ts', all);
    const floor = await serve('floor/server.ts', all);
    const bars: Bar[] = [];
    for (const name of names) bars.push(...(await loadPage(client, pages[name], { humi, floor })));
    // Two at a time: the embedded database has connections for two.
    await floor.close();
    const few = await serve('serve.ts', small);
    for (const name of names) bars.push(await growPage(client, pages[name], { humi, few }));
    return bars;
  } finally {
    for (const child of [client, ...children]) await child.close();
    await world.close();
  }
}
