import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { useLabels } from '../i18n/labels.ts';
import { KeyGate, type Unlocked } from '../KeyGate.tsx';
import { lockRing } from '../keyring.ts';
import { paths } from '../paths.ts';
import { type Item, useRegister, useRegisterComing } from '../register.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Working } from '../ui/Working.tsx';
import { useSealedQuery } from '../useSealedQuery.ts';
import { BulkReaders } from './BulkReaders.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { filterItems } from './filter.ts';
import { LevelsForm } from './LevelsForm.tsx';
import { Notices, useColumns, useFilters } from './listParts.tsx';
import { useNumberWord, useSay } from './words.ts';
import './secrets.css';

/** The register of secrets: opened, searched, sorted and exported in the browser (C19). */
export function ListPage() {
  const labels = useLabels();
  const say = useSay();
  const navigate = useNavigate();
  // Anybody registers a secret; filling the register from a table is for those who keep it.
  const keepsAll = useMay()('secret.endorse');
  useRegisterComing();
  return (
    <>
      <PageHead
        title={labels.noun('secrets')}
        purpose={say('purpose')}
        primary={
          <ActButton type="primary" act="secret.add" onClick={() => navigate(paths.newSecret)}>
            {say('new')}
          </ActButton>
        }
        secondary={
          <>
            {keepsAll && <Button onClick={() => navigate(paths.secretImport)}>{say('import')}</Button>}
            <Button onClick={() => navigate(paths.secretReadings)}>{say('readings_all')}</Button>
          </>
        }
      />
      <KeyGate>{(keys) => <Register keys={keys} />}</KeyGate>
    </>
  );
}

const none: Item[] = [];
const asked = { clear: ['todo', 'level', 'state', 'kind'], sealed: ['department'] } as const;

function Register({ keys }: { keys: Unlocked }) {
  const labels = useLabels();
  const say = useSay();
  const may = useMay();
  const numberWord = useNumberWord();
  const { items = none, opening, error, retry, loading } = useRegister(keys);
  const query = useSealedQuery('secrets', asked);
  const [naming, setNaming] = useState(false);
  const [changing, setChanging] = useState<Item[] | null>(null);
  const columns = useColumns();
  const filters = useFilters(items);
  const found = useMemo(() => (items === none ? undefined : filterItems(items, query)), [items, query]);
  const from = (query.page - 1) * query.size;
  const data = found && { total: found.length, rows: found.slice(from, from + query.size) };
  return (
    <>
      {opening && <Working text={say('opening', opening)} share={opening.done / Math.max(1, opening.total)} />}
      <Notices items={items} query={query} />
      <DataTable<Item>
        label={labels.noun('secrets')}
        columns={columns}
        data={data}
        error={error}
        loading={loading}
        retry={retry}
        rowKey={({ id }) => id}
        rowName={(row) => `${numberWord(row.number)} ${row.entry?.body.title ?? ''}`}
        query={query}
        search={say('search')}
        filters={filters}
        tools={
          <>
            {may('secret.name-levels') && <Button onClick={() => setNaming(true)}>{say('levels_edit')}</Button>}
            <ExportMenu items={found ?? []} />
            <Button onClick={lockRing}>{say('locked')}</Button>
          </>
        }
        {...(may('secret.seal-again')
          ? {
              bulk: (rows: Item[], clear: () => void) => (
                <Button
                  size="small"
                  onClick={() => {
                    setChanging(rows);
                    clear();
                  }}
                >
                  {say('readers_many')}
                </Button>
              ),
            }
          : {})}
        empty={{ title: say('empty'), text: say('empty_why') }}
      />
      {naming && <LevelsForm onClose={() => setNaming(false)} />}
      {changing && <BulkReaders keys={keys} items={changing} onClose={() => setChanging(null)} />}
    </>
  );
}
