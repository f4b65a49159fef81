import { useQuery } from '@tanstack/react-query';
import { Alert, Input, Select } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { Empty } from '../ui/Empty.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { purposeKeys, type TemplateRow, templatesQuery, useWords } from './documents.ts';
import { texts } from './texts.ts';
import './documents.css';

/** "What do you need?": every text on offer, by purpose (C18). */
export function LibraryPage() {
  const say = useTexts(texts);
  const labels = useLabels();
  const may = useMay();
  const list = useQuery(templatesQuery);
  return (
    <>
      <PageHead
        title={say('library')}
        purpose={say('library_purpose')}
        {...(may('document.list') ? { parents: [{ title: labels.noun('documents'), path: paths.documents }] } : {})}
      />
      <div className="stack">
        <Alert type="info" showIcon title={say('legal_text')} />
        {list.error ? (
          <Failed error={list.error} retry={() => void list.refetch()} />
        ) : list.data ? (
          <Library rows={list.data.rows} />
        ) : (
          <Loading />
        )}
      </div>
    </>
  );
}

function Library({ rows }: { rows: readonly TemplateRow[] }) {
  const say = useTexts(texts);
  const words = useWords();
  const [params, setParams] = useSearchParams();
  const [q, setQ] = useState(params.get('q') ?? '');
  const purpose = purposeKeys.find((key) => key === params.get('purpose'));
  const sought = q.trim().toLowerCase();
  const shown = rows.filter(
    ({ purpose: own, title, summary }) =>
      (purpose === undefined || own === purpose) &&
      [title.zh, title.en, summary.zh, summary.en].some((text) => text.toLowerCase().includes(sought)),
  );
  const keep = (key: string, value: string | undefined): void =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(key, value);
        else next.delete(key);
        return next;
      },
      { replace: true },
    );
  return (
    <div>
      <div className="document-tools">
        <Input.Search
          allowClear
          aria-label={say('search_library')}
          placeholder={say('search_library')}
          value={q}
          onChange={({ target }) => {
            setQ(target.value);
            keep('q', target.value);
          }}
        />
        <Select
          allowClear
          aria-label={say('all_purposes')}
          placeholder={say('all_purposes')}
          {...(purpose ? { value: purpose } : {})}
          onChange={(value?: string) => keep('purpose', value)}
          options={purposeKeys.map((value) => ({ value, label: words.purpose(value) }))}
        />
        <span role="status">{say('found', { count: shown.length })}</span>
      </div>
      {shown.length === 0 && <Empty title={say('none_found')} text={say('none_found_cure')} />}
      <div className="document-groups">
        {purposeKeys.map((key) => {
          const group = shown.filter((row) => row.purpose === key);
          return (
            group.length > 0 && (
              <section key={key} aria-labelledby={`purpose-${key}`}>
                <h2 id={`purpose-${key}`}>{words.purpose(key)}</h2>
                <ul className="document-cards">
                  {group.map((row) => (
                    <TemplateCard key={row.key} row={row} />
                  ))}
                </ul>
              </section>
            )
          );
        })}
      </div>
    </div>
  );
}

function TemplateCard({ row: { key, title, summary, kind, items, mine } }: { row: TemplateRow }) {
  const say = useTexts(texts);
  const words = useWords();
  return (
    <li className="card">
      <Link to={paths.documentTemplate(key)}>
        <strong>{words.pair(title)}</strong>
      </Link>
      <p className="muted">{words.pair(summary)}</p>
      <p className="row">
        <Tag>{words.kind(kind)}</Tag>
        {mine > 0 && <Tag tone="good">{say('mine', { count: mine })}</Tag>}
        {items.length > 0 && <small className="muted">{say('closes', { items: items.join(' ') })}</small>}
      </p>
    </li>
  );
}
