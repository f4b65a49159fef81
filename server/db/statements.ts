/** A statement that was asked this often is worth keeping its plan. */
const often = 5;
/** Statements that a connection keeps at most, and texts that are counted at most: memory stays bounded. */
const mostKept = 100;
const mostCounted = 2_000;

/**
 * Gives a name to each statement that comes again and again; PostgreSQL then parses and plans it once a connection.
 * With row security a plan costs as much as the answer of a page (docs/benchmarks.md). Undefined: not kept, or not yet.
 */
export function nameStatements(): (text: string) => string | undefined {
  const counts = new Map<string, number>();
  const names = new Map<string, string>();
  return (text) => {
    const name = names.get(text);
    if (name !== undefined || names.size >= mostKept) return name;
    const count = (counts.get(text) ?? 0) + 1;
    if (count < often) {
      if (counts.size >= mostCounted) counts.clear();
      counts.set(text, count);
      return undefined;
    }
    counts.delete(text);
    names.set(text, `humi_${names.size + 1}`);
    return names.get(text);
  };
}
