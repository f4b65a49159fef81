import { bitsFor, downAfter, pauseAfter } from '#domain/authorities/rules.ts';
import { parseNote } from '#domain/evidence/notes.ts';
import type { Authority, Outcome } from '#server/authorities/ask.ts';
import { askForNewest, handOnFromClosed, readStandings, type Standing } from '#server/authorities/plan.ts';
import { askForRenewals } from '#server/authorities/renew.ts';
import type { Round, RoundContext } from '#server/kernel/rounds.ts';
import { ruleToday } from '#server/settings/load.ts';

/** How long an answer may take, in milliseconds. */
const patience = 8_000;
/** So many questions to one authority in one round; the next round comes at once. */
const mostAtOnce = 50;
const hour = 3_600_000;

/**
 * Asks the time authorities for what is due: the newest checkpoint at their interval, single deposits on request,
 * renewals. Authorities are asked side by side, each one question after the other.
 */
export const stampRound: Round = async (context) => {
  const authorities = await readSignature(context.owner);
  if (authorities === '') return;
  if (isHourly(context, authorities)) {
    await handOnFromClosed(context.owner, context.clock());
    await endAlarmsOfClosed(context);
    await askForRenewals(context);
  }
  const standings = await readStandings(context);
  await Promise.all(standings.map((standing) => serve(context, standing)));
};

/** When each register was last looked at for what need not be looked at often. */
const lookedAt = new WeakMap<RoundContext['owner'], { at: number; authorities: string }>();

/** Once an hour by the register's clock, and whenever an authority was added, edited or closed. */
function isHourly({ owner, clock }: RoundContext, authorities: string): boolean {
  const at = clock().getTime();
  const last = lookedAt.get(owner);
  if (last && last.authorities === authorities && Math.abs(at - last.at) < hour) return false;
  lookedAt.set(owner, { at, authorities });
  return true;
}

/** Changes with every act on an authority; '' while there is none. */
async function readSignature(owner: RoundContext['owner']): Promise<string> {
  const { rows } = await owner.query(
    `select coalesce(string_agg(id || ' ' || version, ',' order by id), '') as authorities from authorities`,
  );
  return rows[0].authorities;
}

async function endAlarmsOfClosed({ owner, end }: RoundContext): Promise<void> {
  const { rows } = await owner.query(`select id from authorities where state = 'closed'`);
  for (const { id } of rows) await end(kinds, id);
}

const kinds = ['authority_down', 'authority_wrong'] as const;

async function serve(context: RoundContext, standing: Standing): Promise<void> {
  const isAsked = await askForNewest(context, standing);
  if (!isAsked && !standing.due) return;
  // Fetched when first needed: the libraries for certificates are large and an idle server small.
  const { askForStamp } = await import('#server/authorities/ask.ts');
  const bits = bitsFor(await ruleToday(context, 'evidence_stamp_bits'));
  let hasAnswered = false;
  for (const row of await readDue(context, standing)) {
    const subject = await subjectOf(context, row).catch((error) => postpone(context, { row, error }));
    if (subject === 'later') continue;
    // A deposit that is nowhere any more cannot be stamped; its request goes.
    if (subject === undefined) await context.owner.query('delete from time_tokens where id = $1', [row.id]);
    else {
      const outcome = await askForStamp(standing satisfies Authority, subject, { bits, wait: patience });
      if (!outcome.ok) return fail(context, { standing, row, outcome });
      await keep(context, { row, outcome });
      if (!hasAnswered) await recover(context, standing);
      hasAnswered = true;
    }
  }
}

/** What is to be stamped cannot be read now (a tile is missing): told, and tried again in an hour. Others go on. */
async function postpone(context: RoundContext, { row, error }: { row: Row; error: unknown }): Promise<'later'> {
  const { owner, clock, report } = context;
  report('evidence-stamp', error);
  const later = new Date(clock().getTime() + hour);
  await owner.query('update time_tokens set next_at = $2 where id = $1', [row.id, later]);
  return 'later';
}

type Row = {
  readonly id: string;
  readonly deposit_id: string | null;
  readonly org_id: string | null;
  /** Of a checkpoint, the signed note; of a renewal, the file of the stamp that is renewed. */
  readonly note: string | null;
  readonly former: Buffer | null;
};

/**
 * What waits and is due, what failed before last; checkpoints, which vouch for every deposit, before single deposits,
 * however many of them one organisation asks for. One that does not fail (any more) is asked for everything at once.
 */
async function readDue({ owner, clock }: RoundContext, { id, failing_since }: Standing): Promise<Row[]> {
  const { rows } = await owner.query(
    `select t.id, t.deposit_id, t.org_id, c.note, f.token as former
       from time_tokens t left join checkpoints c on c.size = t.checkpoint_size left join time_tokens f on f.id = t.renews
      where t.authority_id = $1 and t.state = 'waiting' and (t.next_at <= $2 or ($3 and t.attempts > 0))
      order by t.attempts, t.deposit_id is not null, t.renews is not null, t.id limit ${mostAtOnce}`,
    [id, clock(), failing_since === null],
  );
  return rows;
}

async function subjectOf({ entry }: RoundContext, row: Row): Promise<Uint8Array | undefined> {
  const { deposit_id, org_id, note, former } = row;
  if (deposit_id !== null && org_id !== null) return entry({ organisation: org_id, id: deposit_id });
  if (former !== null) return former;
  const text = parseNote(note ?? '')?.text;
  return text === undefined ? undefined : Buffer.from(text);
}

type Kept = { readonly row: Row; readonly outcome: Extract<Outcome, { ok: true }> };

async function keep({ owner }: RoundContext, { row, outcome: { answer, at, expires, bits } }: Kept): Promise<void> {
  await owner.query(
    `update time_tokens set state = 'held', token = $2, stamped_at = $3, expires_at = $4, bits = $5, failure = null
      where id = $1`,
    [row.id, Buffer.from(answer), new Date(at), new Date(expires), bits],
  );
}

/** It answers (again): alarms end, and with no failure on record what waited is due at once. */
async function recover({ owner, clock, end }: RoundContext, { id }: Standing): Promise<void> {
  await owner.query('update authorities set seen_at = $2, failing_since = null, failure = null where id = $1', [
    id,
    clock(),
  ]);
  await end(kinds, id);
}

type Failed = { readonly standing: Standing; readonly row: Row; readonly outcome: Extract<Outcome, { ok: false }> };

/** The authority is left alone for a while, with everything that waits for it. */
async function fail(context: RoundContext, { standing, row, outcome }: Failed): Promise<void> {
  const { owner, clock, raise } = context;
  const now = clock();
  const failingFor = standing.failing_since === null ? 0 : now.getTime() - Date.parse(standing.failing_since);
  await owner.query(
    `update time_tokens set attempts = greatest(attempts, 1), next_at = greatest(next_at, $2)
      where authority_id = $1 and state = 'waiting'`,
    [standing.id, new Date(now.getTime() + pauseAfter(failingFor))],
  );
  await owner.query('update time_tokens set attempts = attempts + 1, failure = $2 where id = $1', [
    row.id,
    outcome.failure,
  ]);
  await owner.query(
    `update authorities set failing_since = coalesce(failing_since, $2), failure = $3 where id = $1 and state = 'active'`,
    [standing.id, now, outcome.failure],
  );
  const data = { about: standing.id, name: standing.name };
  if (outcome.wrong) await raise('authority_wrong', data);
  if (failingFor >= downAfter) await raise('authority_down', data);
}
