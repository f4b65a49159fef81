import { type Child, startChild } from './child.ts';
import { full, officers, type Person, type Size, superiorsOf, tenth } from './data.ts';
import { databaseServers, processorTime } from './processes.ts';
import { type Bar, median, round } from './report.ts';
import { checkSame } from './same.ts';
import type { Aim, Hits, Shot } from './shoot.ts';
import { openWorld } from './world.ts';

export const pageNames = ['home', 'tasks', 'mine', 'province', 'nation'] as const;
export type PageName = (typeof pageNames)[number];

/** A page as the product and as the floor serve it, and who asks for it: different people, one after another. */
export type Page = {
  readonly title: string;
  readonly people: (size: Size) => readonly Person[];
  readonly humi: (person: Person, index: number) => string;
  readonly floor: (person: Person, index: number) => string;
};

const manyPeople = 400;

export const pages: Record<PageName, Page> = {
  home: {
    title: 'home page',
    people: (size) => officers(size, 'office', manyPeople),
    humi: () => '/api/home',
    floor: ({ organisation, person }) => `/home?organisation=${organisation}&person=${person}`,
  },
  tasks: {
    title: 'task list of a programme, with total',
    people: (size) => officers(size, 'office', manyPeople),
    humi: ({ programme }) => `/api/tasks?programme=${programme}`,
    floor: ({ organisation, programme }) => `/tasks?organisation=${organisation}&programme=${programme}`,
  },
  mine: {
    title: 'task list of a unit, with total',
    people: (size) => officers(size, 'unit', manyPeople),
    humi: () => '/api/tasks?mine=true',
    floor: ({ organisation }) => `/mine?organisation=${organisation}`,
  },
  province: {
    title: 'overview of a province',
    people: (size) => superiorsOf(size, 'province'),
    humi: () => '/api/programmes/overview',
    floor: ({ division }) => `/overview?province=${division}`,
  },
  nation: {
    title: 'overview of the nation',
    people: (size) => superiorsOf(size, 'nation'),
    humi: () => '/api/programmes/overview',
    floor: ({ division }) => `/overview?nation=${division}`,
  },
};

const connections = 20;
const rounds = 5;
const secondsARound = 2;
const bars = { throughput: 40, tail: 3, growth: 1.5 } as const;

type Kind = 'load' | 'growth';
export type Served = { readonly port: number; readonly pid: number | undefined };

/** Each page under load: the product against the floor on the full data, and on the full data against a tenth of it. */
export async function benchPages({
  pages: names,
  kinds,
}: {
  pages: readonly PageName[];
  kinds: readonly Kind[];
}): Promise<Bar[]> {
  const world = await openWorld();
  const client = startChild<Aim, Hits>('shoot.ts');
  const children: Child<never, unknown>[] = [];
  const serve = async (file: string, told: object): Promise<Served> => {
    const child = startChild<object, { port: number }>(file);
    children.push(child);
    return { ...(await child.ask(told)), pid: child.pid };
  };
  try {
    const all = await world.make('bench_full', full);
    const humi = await serve('serve.ts', { connection: all, dataDir: world.dataDir });
    const found: Bar[] = [];
    if (kinds.includes('load')) {
      const floor = await serve('floor/server.ts', { connection: all });
      for (const name of names) found.push(...(await loadPage(client, pages[name], { humi, floor })));
    }
    if (kinds.includes('growth')) {
      const few = await serve('serve.ts', {
        connection: await world.make('bench_tenth', tenth),
        dataDir: world.dataDir,
      });
      for (const name of names) found.push(await growPage(client, pages[name], { humi, few }));
    }
    return found;
  } finally {
    for (const child of [client, ...children]) await child.close();
    await world.close();
  }
}

export const asked = ({ people, humi }: Page, size: Size): Shot[] =>
  people(size).map((person, index) => ({ path: humi(person, index), cookie: `humi_session=${person.token}` }));

export async function loadPage(
  client: Child<Aim, Hits>,
  page: Page,
  { humi, floor }: { humi: Served; floor: Served },
): Promise<Bar[]> {
  const ours = asked(page, full);
  const theirs = page.people(full).map((person, index) => ({ path: page.floor(person, index) }));
  await checkSame(
    ours.map((shot, index) => [
      { ...humi, ...shot },
      { ...floor, path: theirs[index]?.path ?? '' },
    ]),
  );
  const pairs = await inTurn(client, { ...humi, shots: ours }, { ...floor, shots: theirs });
  const [a, b] = middles(pairs);
  return [
    {
      name: `${page.title}: share of the floor's rate`,
      figure: 100 * median(pairs.map(([mine, bare]) => mine.rate / bare.rate)),
      unit: '%',
      sense: 'at least',
      limit: bars.throughput,
      note: `${round(a.rate)}/s against ${round(b.rate)}/s; processor ${round(a.processor)} ms a request against ${round(b.processor)} ms`,
    },
    {
      name: `${page.title}: p99 against the floor's`,
      figure: median(pairs.map(([mine, bare]) => mine.p99 / bare.p99)),
      unit: '×',
      sense: 'at most',
      limit: bars.tail,
      note: `${round(a.p99)} ms against ${round(b.p99)} ms`,
    },
  ];
}

export async function growPage(
  client: Child<Aim, Hits>,
  page: Page,
  { humi, few }: { humi: Served; few: Served },
): Promise<Bar> {
  const pairs = await inTurn(client, { ...humi, shots: asked(page, full) }, { ...few, shots: asked(page, tenth) });
  const [a, b] = middles(pairs);
  return {
    name: `${page.title}: median with 10 times the data`,
    figure: median(pairs.map(([much, little]) => much.median / little.median)),
    unit: '×',
    sense: 'at most',
    limit: bars.growth,
    note: `${round(a.median)} ms against ${round(b.median)} ms`,
  };
}

type Target = Served & { readonly shots: readonly Shot[] };

/** A and B in turn, so that a drift of the machine meets both; the first pair warms up and is not counted. */
async function inTurn(client: Child<Aim, Hits>, a: Target, b: Target): Promise<[Counted, Counted][]> {
  const pairs: [Counted, Counted][] = [];
  for (let turn = 0; turn <= rounds; turn += 1) {
    const seconds = turn === 0 ? 1 : secondsARound;
    const pair: [Counted, Counted] = [await shootAt(client, a, seconds), await shootAt(client, b, seconds)];
    const failed = pair[0].failed + pair[1].failed;
    if (failed > 0) throw new Error(`${failed} requests of ${a.shots[0]?.path} failed`);
    if (turn > 0) pairs.push(pair);
  }
  return pairs;
}

/** `processor` is the time of server and database for one request, in ms: what a busy neighbour changes least. */
type Counted = Hits & { readonly processor: number };

async function shootAt(client: Child<Aim, Hits>, { port, pid, shots }: Target, seconds: number): Promise<Counted> {
  const busy = () =>
    [...(pid === undefined ? [] : [pid]), ...databaseServers()].reduce((sum, each) => sum + processorTime(each), 0);
  const before = busy();
  const hits = await client.ask({ port, shots, connections, seconds });
  return { ...hits, processor: (1000 * (busy() - before)) / hits.count };
}

const middles = (pairs: readonly [Counted, Counted][]): [Counted, Counted] => [
  middle(pairs.map(([a]) => a)),
  middle(pairs.map(([, b]) => b)),
];

const middle = (hits: readonly Counted[]): Counted => ({
  count: median(hits.map(({ count }) => count)),
  rate: median(hits.map(({ rate }) => rate)),
  median: median(hits.map((hit) => hit.median)),
  p99: median(hits.map(({ p99 }) => p99)),
  processor: median(hits.map(({ processor }) => processor)),
  failed: 0,
});
