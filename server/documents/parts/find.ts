import Type, { type Static } from 'typebox';
import { DocumentKindName, type DocumentRow, DocumentStateName, TemplateKey } from '#domain/documents/schema.ts';
import { holding } from '#server/db/like.ts';
import type { Reader } from '#server/db/open.ts';
import { documentState } from '#server/documents/load.ts';
import { type Standing, standingOf } from '#server/documents/parts/standing.ts';

export const documentFilters = {
  state: Type.Optional(DocumentStateName),
  kind: Type.Optional(DocumentKindName),
  template: Type.Optional(TemplateKey),
  q: Type.Optional(Type.String({ maxLength: 100 })),
};

type Filter = Static<ReturnType<typeof Type.Object<typeof documentFilters>>>;

/** Documents of my firm; without a state asked for, those that still count. */
export function findDocuments(db: Reader, firm: string, { state, kind, template, q }: Filter) {
  let found = db.selectFrom('documents').where('org_id', '=', firm);
  found = state ? found.where('state', '=', state) : found.where('state', 'in', ['draft', 'adopting', 'in_force']);
  if (kind) found = found.where('kind', '=', kind);
  if (template) found = found.where('template', '=', template);
  if (q?.trim())
    found = found.where((row) => row.or([row('title', 'ilike', holding(q)), row('label', 'ilike', holding(q))]));
  return found;
}

type Row = {
  readonly [K in 'id' | 'template' | 'kind' | 'title' | 'size' | 'state' | 'edited_at' | 'rules_on']: string;
} & {
  readonly [K in 'label' | 'adopted_on' | 'review_on']: string | null;
} & {
  readonly template_version: number;
  readonly version: number;
  readonly own_file: boolean;
  readonly rules: unknown;
};

/** Rows as lists show them. The check constraints of the columns allow exactly what the schema says. */
export async function shownRows(
  db: Reader,
  rows: readonly Row[],
  today: string,
): Promise<Static<typeof DocumentRow>[]> {
  const standing = await standingOf(db, rows, today);
  return rows.map((row) => shownRow(row, standing.get(row.id)));
}

export function shownRow(row: Row, standing: Standing | undefined): Static<typeof DocumentRow> {
  const { id, template, template_version, title, label, adopted_on, review_on, own_file, edited_at, version } = row;
  return {
    ...{ id, template, template_version, title, label, adopted_on, review_on, own_file, edited_at, version },
    kind: row.kind as Static<typeof DocumentKindName>,
    size: row.size as 'small' | 'medium' | 'large',
    state: documentState(row.state),
    next_step: standing?.next_step ?? null,
  };
}
