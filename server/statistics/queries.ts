import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import metrics from '#content/metrics.json' with { type: 'json' };
import { MetricRow } from '#domain/statistics/schema.ts';
import { readRows } from '#server/db/rows.ts';
import { query } from '#server/kernel/verb.ts';

/** The metric of the catalogue (content/metrics.json) with this key? */
export const isMetric = (key: string): boolean => metrics.some((metric) => metric.key === key);

/** The function that counts a metric (server/db/migrations/*-targets.sql); null when its register arrives later. */
export function functionOf(key: string): string | null {
  const metric = metrics.find((one) => one.key === key && one.available);
  return metric ? `${metric.kind}_${metric.key}` : null;
}

/** Registers that belong to a programme: their metrics have no number without one. */
const ofProgrammes = new Set(['pilots', 'tasks', 'reports']);

/**
 * The catalogue of metrics: what is counted, by what rule, from which register, how many visible targets use it, and
 * today's number for the reader's own place. Without a register the number is null, never zero (C04).
 */
export const listStatistics = query({
  name: 'statistic.list',
  input: Type.Object({ q: Type.Optional(Type.String({ maxLength: 50 })), available: Type.Optional(Type.Boolean()) }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(MetricRow) }),
  async run({ db, today }, { q, available }) {
    const wanted = metrics.filter(
      (metric) =>
        (available === undefined || metric.available === available) &&
        (!q || [metric.key, metric.zh, metric.en].some((text) => text.toLowerCase().includes(q.toLowerCase()))),
    );
    const counted = wanted.filter((metric) => metric.available && !ofProgrammes.has(metric.register));
    const values = await readRows(
      db,
      sql<{ key: string; numerator: number }>`
      select m.key, v.numerator from unnest(${counted.map(({ key }) => key)}::text[]) m(key)
        cross join lateral humi_measure_place(${today}::date, m.key, false) v`,
    );
    const used = await db
      .selectFrom('targets')
      .select(['subject', (row) => row.fn.countAll<number>().as('targets')])
      .where('state', '=', 'active')
      .where('subject', 'is not', null)
      .groupBy('subject')
      .execute();
    const numberOf = new Map(values.map((row) => [row.key, row.numerator]));
    const usedBy = new Map(used.map((row) => [row.subject, row.targets]));
    const rows = wanted.map((metric) => ({
      ...metric,
      kind: kindOf(metric.kind),
      scope: scopeOf(metric.register),
      targets: usedBy.get(metric.key) ?? 0,
      value: numberOf.get(metric.key) ?? null,
    }));
    return { total: rows.length, rows };
  },
});

const kindOf = (kind: string): Static<typeof MetricRow>['kind'] => (kind === 'rate' ? 'rate' : 'count');
const scopeOf = (register: string): Static<typeof MetricRow>['scope'] =>
  ofProgrammes.has(register) ? 'programme' : 'place';
