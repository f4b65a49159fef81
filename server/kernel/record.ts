import pg from 'pg';
import type { Act } from '#domain/permissions.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Received } from '#server/kernel/deposits.ts';
import { newId } from '#server/kernel/id.ts';

/** What a verb tells the door about its event; the row, and the programme and region that may read it. */
export type Subject = { row?: string; programme?: string; path?: string; data?: Record<string, unknown> };

type Done = { readonly actor: Actor; readonly now: Date; readonly act: Act };

/**
 * The one event of an act and what the act leaves in the register, as a call of humi_record: it travels with the commit,
 * in one message, and its statements keep their plans.
 */
export function recordText({ actor, now, act }: Done, subject: Subject, received: readonly Received[]): string {
  const who = actor.kind === 'person' ? actor : undefined;
  const data = who?.key ? { ...subject.data, key: who.key } : (subject.data ?? {});
  const event = [
    ...[newId(), now.toISOString(), who?.person, who?.post, who?.organisation, act],
    ...[subject.row, subject.programme, subject.path ?? who?.path ?? '', JSON.stringify(data)],
  ];
  const [first] = received;
  const entries = first === undefined ? [] : [literal(first.organisation), ...entryLists(received, subject)];
  return `select humi_record(${[...event.map(literal), ...entries].join(', ')})`;
}

/** Lists as array literals: one token each for the parser of the database, however many entries there are. */
function entryLists(received: readonly Received[], subject: Subject): string[] {
  const stated = received.flatMap(({ id, stated }) => (stated ? [{ id, ...stated }] : []));
  return [
    list(received.map(({ id }) => id)),
    list(received.map(({ salt }) => Buffer.from(salt).toString('hex'))),
    list(received.map(({ prefix }) => prefix)),
    list(received.map(({ entry }) => Buffer.from(entry).toString('hex'))),
    list(stated.map(({ id }) => id)),
    list(stated.map(({ row }) => row ?? subject.row ?? 'null')),
    `array[${stated.map(({ text }) => literal(text)).join(', ')}]::text[]`,
  ];
}

/** Of ids, digits and hexadecimal only: anything else is a fault of ours, and must not become a part of the statement. */
function list(items: readonly string[]): string {
  const text = items.join(',');
  if (!/^[0-9a-z,-]*$/i.test(text)) throw new RangeError('not a list of ids or hexadecimal');
  return `'{${text}}'`;
}

const literal = (value: string | null | undefined): string =>
  value === null || value === undefined ? 'null' : pg.escapeLiteral(value);
