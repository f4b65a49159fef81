import { organisationKinds } from '#domain/glossary.ts';
import { kindOf, tableHeads } from '#domain/organisations/table.ts';
import { writeTable } from '#server/kernel/sheets.ts';

type Row = {
  readonly name: string;
  readonly short_name: string | null;
  readonly kind: string;
  readonly division_code: string;
  readonly division_name: string;
  readonly superior_name: string | null;
  readonly credit_code: string | null;
  readonly industry: string | null;
  readonly aliases: readonly string[];
};

/** The directory as a workbook, in the columns that import knows; the name of the division stands beside its code. */
export function writeOrganisations(rows: readonly Row[]): Promise<Uint8Array> {
  const columns = [
    { title: tableHeads.name[0], width: 34 },
    { title: tableHeads.short_name[0], width: 16 },
    { title: tableHeads.kind[0], width: 14 },
    { title: tableHeads.division[4], width: 14 },
    { title: '区划名称', width: 16 },
    { title: tableHeads.superior[0], width: 30 },
    { title: tableHeads.credit_code[0], width: 24 },
    { title: tableHeads.industry[0], width: 16 },
    { title: tableHeads.aliases[0], width: 30 },
  ];
  return writeTable(
    '单位名录',
    columns,
    rows.map((row) => [
      ...[row.name, row.short_name, wordOf(row.kind), row.division_code, row.division_name, row.superior_name],
      ...[row.credit_code, row.industry, row.aliases.join('、')],
    ]),
  );
}

const wordOf = (kind: string): string => {
  const known = kindOf(kind);
  return known ? organisationKinds[known].zh : kind;
};
