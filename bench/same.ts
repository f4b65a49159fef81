import { isDeepStrictEqual } from 'node:util';

type Question = { readonly port: number; readonly path: string; readonly cookie?: string };

const samples = 12;

/** The floor is honest only when it answers what the product answers. Throws with the difference when it does not. */
export async function checkSame(pairs: readonly (readonly [Question, Question])[]): Promise<void> {
  const step = Math.max(1, Math.floor(pairs.length / samples));
  for (const [product, floor] of pairs.filter((_, index) => index % step === 0)) {
    const difference = differ(await ask(product), await ask(floor));
    if (difference) throw new Error(`the floor answers ${floor.path} otherwise than the product: ${difference}`);
  }
}

async function ask({ port, path, cookie }: Question): Promise<unknown> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: cookie === undefined ? {} : { cookie } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** The first place where two answers differ. */
function differ(product: unknown, floor: unknown, place = ''): string | null {
  if (isDeepStrictEqual(product, floor)) return null;
  const [mine, theirs] = [entriesOf(product), entriesOf(floor)];
  if (mine === null || theirs === null) return `${place} is ${JSON.stringify(floor)}, not ${JSON.stringify(product)}`;
  for (const key of new Set([...mine.keys(), ...theirs.keys()])) {
    const found = differ(mine.get(key), theirs.get(key), `${place}/${key}`);
    if (found) return found;
  }
  return `${place}: another kind of value`;
}

const entriesOf = (value: unknown): Map<string, unknown> | null =>
  typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : null;
