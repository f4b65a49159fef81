import { sql } from 'kysely';
import { exhibitNo } from '#domain/exhibits/rules.ts';
import type { Candidate } from '#domain/home/rules.ts';
import { mostThings } from '#domain/home/rules.ts';

/** As `awaitedExhibits` answers them. */
export type Awaited = {
  readonly total: number;
  readonly rows: readonly {
    readonly id: string;
    readonly year: number;
    readonly number: number;
    readonly name: string;
    readonly unit: string | null;
    readonly since_on: string | null;
  }[];
};

/**
 * Exhibits on their way to this organisation, the longest waiting first, as JSON beside the home page's own: one round
 * trip. No rule sets a day for the receipt, so that they have no clock.
 */
export const awaitedExhibits = (organisation: string | null) => sql<Awaited>`
  (select jsonb_build_object('total', count(*), 'rows', coalesce(jsonb_agg(to_jsonb(w) - 'place' order by w.place)
     filter (where w.place <= ${mostThings}), '[]'))
     from (select x.id, x.year, x.number, x.name, o.name as unit, (s.at at time zone 'Asia/Shanghai')::date as since_on,
                  row_number() over (order by s.at, x.id) as place
             from exhibits x left join organisations o on o.id = x.keeper_org
             left join lateral (select max(at) as at from custody_steps where exhibit_id = x.id and act = 'move') s on true
            where x.moving_to = ${organisation}::uuid and x.state = 'moved') w)`;

export const exhibitCandidates = ({ rows }: Awaited): Candidate[] =>
  rows.map(({ id, name, unit, since_on, ...no }) => ({
    ...{ deadline_id: null, kind: 'exhibit.waiting', noun: 'exhibit', row_id: id, task_id: null },
    ...{ programme_id: null, programme_title: null, due_on: null, to_on: null },
    title: `${exhibitNo(no)} ${name}`,
    unit,
    since_on,
  }));
