import type { DivisionKind } from '../glossary.ts';
import { divisionKinds } from '../glossary.ts';
import { Refused } from '../refused.ts';

/** Which kinds may stand directly below which. A zone may belong to any level of government but the nation. */
const below: Readonly<Record<DivisionKind, readonly DivisionKind[]>> = {
  nation: ['province'],
  province: ['city', 'county', 'development_zone'],
  city: ['county', 'development_zone'],
  county: ['development_zone'],
  development_zone: [],
};

export type Parent = { readonly code: string; readonly name: string; readonly kind: string; readonly path: string };

const isKind = (kind: string): kind is DivisionKind => Object.hasOwn(below, kind);

/** Refuses division_parent_wrong when a division of this kind cannot stand below that one. */
export function checkParent(kind: DivisionKind, parent: Parent): void {
  if (isKind(parent.kind) && below[parent.kind].includes(kind)) return;
  throw new Refused('division_parent_wrong', {
    field: 'parent_code',
    kind: divisionKinds[kind].zh,
    parent: parent.name,
  });
}

/** Refuses end_before_start. A missing end or start is open. */
export function checkPeriod({ valid_from, valid_to }: { valid_from: string | null; valid_to: string | null }): void {
  if (valid_from !== null && valid_to !== null && valid_to < valid_from)
    throw new Refused('end_before_start', { field: 'valid_to' });
}

export type Place = { readonly path: string; readonly province_code: string | null; readonly city_code: string | null };

/** Path, province and city of a division follow from its parent. */
export const placeBelow = (code: string, kind: DivisionKind, parent: Place): Place => ({
  path: `${parent.path}${code}/`,
  province_code: kind === 'province' ? code : parent.province_code,
  city_code: kind === 'city' ? code : parent.city_code,
});
