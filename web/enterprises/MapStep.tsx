import { Alert, Button, Radio, Select } from 'antd';
import { useState } from 'react';
import { type FirmField, firmFields, firmHeads } from '#domain/enterprises/table.ts';
import { api } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { useAct } from '../ui/useAct.ts';
import type { Import } from './enterprises.ts';
import { texts } from './texts.ts';

type Duplicates = Import['duplicates'];

/** Which column of the table is which field, and what happens to firms that are listed already. */
export function MapStep({ table, onMapped }: { table: Import; onMapped: () => void }) {
  const tx = useTexts(texts);
  const [duplicates, setDuplicates] = useState<Duplicates>(table.duplicates);
  const [chosen, setChosen] = useState<Readonly<Record<number, FirmField>>>(() =>
    Object.fromEntries(
      firmFields.flatMap((field) => (table.mapping[field] === undefined ? [] : [[table.mapping[field], field]])),
    ),
  );
  const map = useAct(
    (mapping: Partial<Record<FirmField, number>>) =>
      api.POST('/api/enterprises/imports/{id}/map', {
        params: { path: { id: table.id } },
        body: { mapping, duplicates },
      }),
    { quiet: true, refresh: ['enterprises'], after: onMapped },
  );
  const choose = (column: number, field: FirmField | null) =>
    setChosen((before) => {
      // A field has one column: choosing it here takes it from where it was.
      const rest = Object.entries(before).filter(([at, had]) => Number(at) !== column && had !== field);
      return { ...Object.fromEntries(rest), ...(field ? { [column]: field } : {}) };
    });
  const named = Object.values(chosen).includes('name');
  const columns = columnsOf(table);
  const fieldName = useFieldNames();
  return (
    <div className="stack">
      <p>{tx('map_intro', { name: table.file_name, rows: table.rows })}</p>
      {table.merged > 0 && <Alert type="info" showIcon title={tx('merged', { count: table.merged })} />}
      <div className="import-table">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{tx('column')}</th>
              <th scope="col">{tx('example')}</th>
              <th scope="col">{tx('field')}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ column, head, examples }) => (
              <tr key={column}>
                <td>{head || tx('column_no', { no: column + 1 })}</td>
                <td className="muted">{examples.join(' / ')}</td>
                <td>
                  <Select<FirmField>
                    allowClear
                    value={chosen[column] ?? null}
                    placeholder={tx('ignore')}
                    aria-label={tx('field_of', { head: head || tx('column_no', { no: column + 1 }) })}
                    options={firmFields.map((field) => ({ value: field, label: fieldName(field) }))}
                    onChange={(field) => choose(column, field ?? null)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div>
        <div id="duplicates">{tx('duplicates')}</div>
        <Radio.Group
          aria-labelledby="duplicates"
          value={duplicates}
          // The values of the group are the three below.
          onChange={({ target }) => setDuplicates(target.value as Duplicates)}
          options={(['skip', 'fill', 'update'] as const).map((value) => ({ value, label: tx(`duplicates_${value}`) }))}
        />
      </div>
      {!named && <Alert type="warning" showIcon title={tx('need_name')} />}
      <div>
        <Button
          type="primary"
          loading={map.busy}
          disabled={!named}
          title={named ? undefined : tx('need_name')}
          onClick={() =>
            void map.run(Object.fromEntries(Object.entries(chosen).map(([at, field]) => [field, Number(at)])))
          }
        >
          {tx('check')}
        </Button>
      </div>
    </div>
  );
}

/** Columns that have a head or a value, with what stands in the first rows. */
function columnsOf({ head, sample }: Import) {
  const width = Math.max(head.length, ...sample.map(({ cells }) => cells.length));
  return Array.from({ length: width }, (_, column) => ({
    column,
    head: head[column] ?? '',
    examples: sample.flatMap(({ cells }) => cells[column] || []).slice(0, 2),
  })).filter((one) => one.head !== '' || one.examples.length > 0);
}

function useFieldNames(): (field: FirmField) => string {
  const tx = useTexts(texts);
  return (field) => (field === 'division' ? tx('division') : tx(field) || firmHeads[field][0]);
}
