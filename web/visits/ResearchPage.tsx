import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { download } from '../ui/download.ts';
import { Empty } from '../ui/Empty.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { visitTexts } from './texts.ts';
import { topics, useVisitWords } from './visits.ts';
import './visits.css';

const loadResearch = (query: Record<string, string>) => read(api.GET('/api/visits/research', { params: { query } }));
type Research = Awaited<ReturnType<typeof loadResearch>>;

/** The research report of a period: firms visited, findings by topic and industry, what was followed up (C15). */
export function ResearchPage() {
  const { t } = useTranslation();
  const say = useTexts(visitTexts);
  const labels = useLabels();
  const { message } = App.useApp();
  const [params, setParams] = useSearchParams();
  const asked = Object.fromEntries(
    ['from', 'to', 'division'].flatMap((key) => (params.get(key) ? [[key, params.get(key) ?? '']] : [])),
  );
  const found = useQuery({
    queryKey: ['visits', 'research', asked],
    queryFn: () => loadResearch(asked),
    placeholderData: keepPreviousData,
  });
  const set: Set = (key, value) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(key, value);
        else next.delete(key);
        return next;
      },
      { replace: true },
    );
  const save = () =>
    void download(`/api/visits/research.xlsx?${new URLSearchParams(asked)}`).catch((error: unknown) => {
      message.error(sentenceOf(error, t));
    });
  return (
    <>
      <PageHead
        title={say('research')}
        purpose={say('research_purpose')}
        parents={[{ title: labels.noun('visits'), path: paths.visits }]}
        secondary={<Button onClick={save}>{say('export')}</Button>}
      />
      <Period from={asked['from'] ?? found.data?.from ?? ''} to={asked['to'] ?? found.data?.to ?? ''} set={set} />
      {found.error ? <Failed error={found.error} retry={() => void found.refetch()} /> : null}
      {!found.data && !found.error && <Loading />}
      {found.data && <Shown data={found.data} />}
    </>
  );
}

type Set = (key: string, value: string) => void;

/** Stays when the period was refused, so that it can be corrected. */
function Period({ from, to, set }: { from: string; to: string; set: Set }) {
  const say = useTexts(visitTexts);
  const id = useId();
  return (
    <div className="row research-period">
      <label htmlFor={`${id}-from`}>{say('from')}</label>
      <Input
        id={`${id}-from`}
        type="date"
        value={from}
        max={to}
        onChange={(event) => set('from', event.target.value)}
      />
      <label htmlFor={`${id}-to`}>{say('to')}</label>
      <Input id={`${id}-to`} type="date" value={to} min={from} onChange={(event) => set('to', event.target.value)} />
    </div>
  );
}

const share = (part: number, whole: number): string => (whole === 0 ? '—' : `${Math.round((100 * part) / whole)}%`);

function Shown({ data }: { data: Research }) {
  const say = useTexts(visitTexts);
  const labels = useLabels();
  const words = useVisitWords();
  const { visits, firms, firms_total, findings, followed, late, kinds } = data;
  if (visits === 0)
    return (
      <div className="card">
        <Empty
          title={say('research_empty')}
          text={say('research_empty_why')}
          action={<Link to={paths.visits}>{labels.noun('visits')}</Link>}
        />
      </div>
    );
  const numbers = [
    {
      name: say('n_visits'),
      value: visits,
      note: kinds.map(({ key, visits: count }) => `${words.kind(key)} ${count}`).join(' · '),
    },
    { name: say('n_firms'), value: firms, note: say('of_firms', { count: firms_total }) },
    { name: say('n_findings'), value: findings, note: '' },
    { name: say('n_followed'), value: share(followed, findings), note: `${followed} / ${findings}` },
    { name: say('n_late'), value: late, note: '' },
  ];
  return (
    <div className="stack">
      <dl className="research-numbers">
        {numbers.map(({ name, value, note }) => (
          <div key={name} className="card">
            <dt>{name}</dt>
            <dd>
              <strong>{value}</strong> <small className="muted">{note}</small>
            </dd>
          </div>
        ))}
      </dl>
      <Counted
        title={say('by_topic')}
        rows={data.topics}
        nameOf={(key) => words.topic(topics.find((one) => one === key) ?? null)}
      />
      <Counted title={say('by_industry')} rows={data.industries} nameOf={(key) => key || say('industry_unknown')} />
    </div>
  );
}

function Counted({
  title,
  rows,
  nameOf,
}: {
  title: string;
  rows: Research['topics'];
  nameOf: (key: string) => string;
}) {
  const say = useTexts(visitTexts);
  if (rows.length === 0) return null;
  return (
    <section className="card research-table">
      <h2>{title}</h2>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{title}</th>
            {[say('firm'), say('findings'), say('high'), say('followed'), say('n_followed')].map((name) => (
              <th key={name} scope="col" className="numbers">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, firms, findings, high, followed }) => (
            <tr key={key}>
              <th scope="row">{nameOf(key)}</th>
              {[firms, findings, high, followed, share(followed, findings)].map((value, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a row never move
                <td key={index} className="numbers">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
