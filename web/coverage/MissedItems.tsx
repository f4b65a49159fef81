import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { paths as Paths } from '../api.gen.ts';
import { api, read } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { firmsPath, useKindNames } from './coverage.ts';
import { texts } from './texts.ts';

type Asked = NonNullable<Paths['/api/coverage/items']['get']['parameters']['query']>;

const load = (query: Asked) => read(api.GET('/api/coverage/items', { params: { query } }));

const atFirst = 10;

/** The items that firms miss most, of all or of a section and size; each leads to the firms that miss it. */
export function MissedItems({ division }: { division: string | undefined }) {
  const say = useTexts(texts);
  const names = useKindNames();
  const [params, setParams] = useSearchParams();
  const [whole, setWhole] = useState(false);
  const chosen = (name: string): string | undefined => params.get(name) ?? undefined;
  const choose = (name: string) => (value: string | null | undefined) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  const [section, scale, form] = [chosen('section'), chosen('scale'), chosen('form')];
  const query = {
    ...(division ? { division } : {}),
    ...(section ? { section } : {}),
    // What the two lists below offer, and what somebody typed into the address: the server refuses what it does not know.
    ...(scale ? { scale: scale as NonNullable<Asked['scale']> } : {}),
    ...(form ? { form } : {}),
  };
  const found = useQuery({
    queryKey: ['coverage', 'items', query],
    queryFn: () => load(query),
    placeholderData: keepPreviousData,
  });
  const none = { value: 'none', label: say('none') };
  return (
    <section className="card" aria-label={say('missed')}>
      <h2>{say('missed')}</h2>
      <p className="muted">{say('missed_how')}</p>
      <div className="coverage-cuts">
        <Select
          allowClear
          aria-label={say('section')}
          placeholder={say('all_sections')}
          value={section ?? null}
          options={[...names.sections, none]}
          popupMatchSelectWidth={false}
          onChange={choose('section')}
        />
        <Select
          allowClear
          aria-label={say('size')}
          placeholder={say('all_sizes')}
          value={scale ?? null}
          options={[...names.sizes, none]}
          onChange={choose('scale')}
        />
        {found.data && found.data.forms.length > 1 && (
          <Select
            aria-label={say('form')}
            value={found.data.form}
            options={found.data.forms.map(({ key, title }) => ({ value: key, label: title }))}
            popupMatchSelectWidth={false}
            onChange={choose('form')}
          />
        )}
      </div>
      {found.error ? (
        <Failed error={found.error} retry={() => void found.refetch()} />
      ) : !found.data ? (
        <Loading />
      ) : (
        <Items found={found.data} whole={whole} filter={query} />
      )}
      {found.data && found.data.rows.length > atFirst && (
        <Button type="link" onClick={() => setWhole(!whole)}>
          {whole ? say('less') : say('more', { count: found.data.rows.length })}
        </Button>
      )}
    </section>
  );
}

type Found = Awaited<ReturnType<typeof load>>;
type Shown = { found: Found; whole: boolean; filter: Readonly<Record<string, string>> };

function Items({ found: { rows, form }, whole, filter }: Shown) {
  const say = useTexts(texts);
  const language = useLanguage();
  if (rows.length === 0) return <p className="muted">{say('items_none')}</p>;
  return (
    <ol className="missed-list">
      {(whole ? rows : rows.filter(({ missed }) => missed > 0).slice(0, atFirst)).map(
        ({ item, question, key, no, partly, answered, missed }) => (
          <li key={item}>
            <Link to={firmsPath({ ...filter, item, form })}>
              {item} {question[language] || question.zh}
            </Link>{' '}
            {key && <Tag tone="warn">{say('key')}</Tag>}
            <div className="missed-bar" aria-hidden="true">
              <span className="missed-no" style={{ width: `${(100 * no) / answered}%` }} />
              <span className="missed-partly" style={{ width: `${(100 * partly) / answered}%` }} />
            </div>
            <small>
              {say('share')} {missed}% · {say('no')} {no} · {say('partly')} {partly} ·{' '}
              {say('of', { part: no + partly, all: answered })}
            </small>
          </li>
        ),
      )}
    </ol>
  );
}
