/** A pair of rows that are the same thing, a row that is new, or a row that is gone. */
export type Matched<T> = { readonly before: T | null; readonly after: T | null };

type Described<T> = { readonly row: T; readonly no: string; readonly text: string };

/** Likeness (0-1) from which a row with another number, or with the same number, is the same thing reworded. */
const alikeFrom = 0.6;
const alikeWithSameNo = 0.4;

/**
 * Pairs rows by their text: first equal texts, then the likest of those left, where an equal number counts in favour.
 * Answers in the order of `after`, then what is gone. Grows with the number of rows, not with its square: candidates
 * are found by the pairs of characters that they share.
 */
export function matchTexts<T>(
  before: readonly T[],
  after: readonly T[],
  describe: (row: T) => { no: string; text: string },
): Matched<T>[] {
  const describeRow = (row: T): Described<T> => {
    const { no, text } = describe(row);
    return { row, no: normalise(no), text: normalise(text) };
  };
  const [olds, news] = [before.map(describeRow), after.map(describeRow)];
  const pairs = new Map<Described<T>, Described<T>>();
  const taken = new Set<Described<T>>();
  const pair = (fresh: Described<T>, old: Described<T>): void => {
    pairs.set(fresh, old);
    taken.add(old);
  };
  pairEqual(olds, news, pair, taken);
  const candidates = likest(
    olds.filter((old) => !taken.has(old)),
    news.filter((fresh) => !pairs.has(fresh)),
  );
  for (const { fresh, old } of candidates) if (!pairs.has(fresh) && !taken.has(old)) pair(fresh, old);
  return [
    ...news.map((fresh) => ({ before: pairs.get(fresh)?.row ?? null, after: fresh.row })),
    ...olds.filter((old) => !taken.has(old)).map((old) => ({ before: old.row, after: null })),
  ];
}

type Pair<T> = (fresh: Described<T>, old: Described<T>) => void;

function pairEqual<T>(olds: Described<T>[], news: Described<T>[], pair: Pair<T>, taken: Set<Described<T>>): void {
  const byText = new Map<string, Described<T>[]>();
  for (const old of olds) collect(byText, old.text, old);
  for (const fresh of news) {
    const free = (byText.get(fresh.text) ?? []).filter((old) => !taken.has(old));
    const best = free.find(({ no }) => no === fresh.no) ?? free[0];
    if (best) pair(fresh, best);
  }
}

type Likely<T> = {
  readonly fresh: Described<T>;
  readonly old: Described<T>;
  readonly enough: boolean;
  readonly rank: number;
};

/** Pairs that are like enough, the likest first. */
function likest<T>(olds: Described<T>[], news: Described<T>[]): Likely<T>[] {
  const grams = new Map([...olds, ...news].map((row) => [row, gramsOf(row.text)]));
  const index = new Map<string, Described<T>[]>();
  for (const old of olds) {
    if (old.no !== '') collect(index, `no ${old.no}`, old);
    for (const gram of grams.get(old) ?? []) collect(index, gram, old);
  }
  const found = news.flatMap((fresh) =>
    [...candidatesFor(fresh, grams.get(fresh) ?? none, index)].map((old) =>
      compare(fresh, old, [grams.get(fresh) ?? none, grams.get(old) ?? none]),
    ),
  );
  return found.filter(({ enough }) => enough).sort((one, other) => other.rank - one.rank);
}

const none: ReadonlySet<string> = new Set();

/** Rows with the same number, and rows that share a pair of characters that is not in too many. */
function candidatesFor<T>(
  fresh: Described<T>,
  grams: ReadonlySet<string>,
  index: ReadonlyMap<string, Described<T>[]>,
): Set<Described<T>> {
  const lists = [`no ${fresh.no}`, ...grams].map((key) => index.get(key) ?? []);
  return new Set(lists.filter((list) => list.length <= tooCommon).flat());
}

/** Likeness is Dice's coefficient over pairs of characters. */
function compare<T>(
  fresh: Described<T>,
  old: Described<T>,
  [one, other]: readonly [ReadonlySet<string>, ReadonlySet<string>],
): Likely<T> {
  const likeness = (2 * [...one].filter((gram) => other.has(gram)).length) / (one.size + other.size);
  const sameNo = old.no !== '' && old.no === fresh.no;
  return {
    fresh,
    old,
    enough: likeness >= (sameNo ? alikeWithSameNo : alikeFrom),
    rank: likeness + (sameNo ? 0.2 : 0),
  };
}

/** A pair of characters in more rows than this says nothing about which row it is. */
const tooCommon = 100;

function collect<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

const gramsOf = (text: string): Set<string> =>
  new Set(text.length < 2 ? [text] : Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)));

/** Text without what printers and typists vary: spaces, punctuation, width of characters. */
export const normalise = (text: string): string => text.normalize('NFKC').replaceAll(/[\s\p{P}]+/gu, '');
