import type { Static } from 'typebox';
import { achieved, elapsed, forecast, standingOf } from '#domain/targets/rules.ts';
import type { TargetRow } from '#domain/targets/schema.ts';
import type { Found } from '#server/targets/list/read.ts';

/** What the reader gets: the rules of domain/targets read the numbers. */
export function toRow(found: Found, today: string): Static<typeof TargetRow> {
  const { override_value, override_reason, override_at, override_by, parts_aim, parts_current, expected, ...rest } =
    found;
  const current = override_value ?? found.computed;
  const counted = found.numerator !== null;
  return {
    ...rest,
    part_sums: { aim: parts_aim, current: parts_current },
    override:
      override_value === null || override_at === null
        ? null
        : { value: override_value, reason: override_reason ?? '', at: override_at, person_name: override_by },
    current,
    achieved: achieved(found, current),
    elapsed: elapsed(found.from_on, found.by_on, today),
    forecast: forecast(found, expected),
    standing: standingOf({ ...found, current, counted }, today),
  };
}
