import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Act } from '#domain/permissions.ts';
import { remedyStates } from '#domain/remedies/states.ts';
import { actsIn } from '#domain/states.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { useWords } from '../i18n/words.ts';
import { paths } from '../paths.ts';
import { useMay, useSession } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { DayText } from '../ui/DayText.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { StateTag, Tag } from '../ui/StateTag.tsx';
import { AssignForm, DropForm, FinishForm, ReopenForm } from './Forms.tsx';
import { stateTones } from './ListPage.tsx';
import { type Remedy, remedyQuery } from './remedies.ts';
import { texts } from './texts.ts';
import './remedies.css';

const forms = { assign: AssignForm, finish: FinishForm, drop: DropForm, reopen: ReopenForm } as const;
type Verb = keyof typeof forms;

/** One action: why, what to do, with which text, whom to call, and what was done. */
export function DetailPage() {
  const { id = '' } = useParams();
  const labels = useLabels();
  const found = useQuery(remedyQuery(id));
  if (found.error)
    return <Failed page={labels.noun('remedies')} error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  return <Shown remedy={found.data} />;
}

function Shown({ remedy }: { remedy: Remedy }) {
  const labels = useLabels();
  const say = useTexts(texts);
  const [open, setOpen] = useState<Verb | null>(null);
  const OpenForm = open === null ? null : forms[open];
  const words = useWords();
  const { item, question, state, key_item } = remedy;
  return (
    <>
      <PageHead
        title={`${item} ${words(question)}`}
        tags={
          <>
            <StateTag state={state} tone={stateTones[state]} />
            {key_item && <Tag tone="warn">{say('key')}</Tag>}
            {remedy.late && <Tag tone="bad">{say('late')}</Tag>}
          </>
        }
        parents={[{ title: labels.noun('remedies'), path: paths.remedies }]}
        primary={<Acts remedy={remedy} open={setOpen} />}
      />
      <div className="remedy-page">
        <section className="card" aria-label={say('what')}>
          <h2>{say('what')}</h2>
          <p>{words(remedy.remedy)}</p>
          {remedy.document && (
            <p>
              <Link to={`${paths.documents}?template=${remedy.document}`}>{say('template_open')}</Link>
            </p>
          )}
          <h2>{say('why')}</h2>
          <p>{words(remedy.why)}</p>
          <h2>{say('evidence')}</h2>
          <p>{words(remedy.evidence)}</p>
          <Outcome remedy={remedy} />
        </section>
        <div className="stack">
          <About remedy={remedy} />
          <Contacts remedy={remedy} />
        </div>
      </div>
      {OpenForm && <OpenForm remedy={remedy} onClose={() => setOpen(null)} />}
    </>
  );
}

/** The acts that the state allows; the first is the usual one. */
function Acts({ remedy, open }: { remedy: Remedy; open: (verb: Verb) => void }) {
  const may = useMay();
  const say = useTexts(texts);
  const order = ['drop', 'assign', 'reopen', 'finish'] as const;
  const possible = actsIn(remedyStates, remedy.state);
  return order
    .filter((verb) => possible.includes(verb) && may(`remedy.${verb}` as Act)) // verbs of the table are acts of this noun
    .map((verb) => (
      <ActButton
        key={verb}
        act={`remedy.${verb}` as Act}
        type={verb === 'finish' ? 'primary' : 'default'}
        danger={verb === 'drop'}
        onClick={() => open(verb)}
      >
        {say(verb)}
      </ActButton>
    ));
}

function Facts({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {rows.flatMap(([name, value]) => [<dt key={`${name}.`}>{name}</dt>, <dd key={name}>{value}</dd>])}
    </dl>
  );
}

function About({ remedy }: { remedy: Remedy }) {
  const say = useTexts(texts);
  const words = useWords();
  const isFirm = useSession().post?.organisation_kind === 'enterprise';
  const owner = remedy.owner_name ?? say(isFirm || remedy.owner === null ? 'owner_none' : 'owner_hidden');
  return (
    <section className="card" aria-label={say('about')}>
      <h2>{say('about')}</h2>
      <Facts
        rows={[
          ...(isFirm ? [] : [[say('enterprise'), remedy.enterprise_name] as const]),
          [say('answer'), say(remedy.answer === 0 ? 'answer_0' : 'answer_0.5')],
          [say('dimension'), words(remedy.dimension)],
          [say('weight'), remedy.weight],
          [say('owner'), owner],
          [say('due'), <DayText key="due" day={remedy.due_on} due settled={remedy.state !== 'open'} />],
        ]}
      />
      <Link to={paths.assessment(remedy.assessment)}>{say('assessment')}</Link>
    </section>
  );
}

/** What was done, and what shows it. */
function Outcome({ remedy }: { remedy: Remedy }) {
  const say = useTexts(texts);
  const { note, reason, done_on, done_by_name, proof_deposit, proof_given, proof_assessment } = remedy;
  const deposit = (id: string) => <Link to={paths.deposit(id)}>{id.slice(-12)}</Link>;
  const rows: (readonly [string, ReactNode])[] = [
    ...(note ? [[say('note'), note] as const] : []),
    ...(reason ? [[say('reason'), reason] as const] : []),
    ...(done_on ? [[say('done_on'), <DayText key="done" day={done_on} />] as const] : []),
    ...(done_by_name ? [[say('done_by'), done_by_name] as const] : []),
    ...(proof_given ? [[say('proof'), deposit(proof_given)] as const] : []),
    ...(proof_deposit ? [[say('proof_own'), deposit(proof_deposit)] as const] : []),
    ...(proof_assessment
      ? [
          [
            say('proof_assessment'),
            <Link key="a" to={paths.assessment(proof_assessment)}>
              {say('assessment')}
            </Link>,
          ] as const,
        ]
      : []),
  ];
  if (rows.length === 0) return null;
  return (
    <>
      <h2>{say('result')}</h2>
      <Facts rows={rows} />
    </>
  );
}

/** Whom the firm may call. */
function Contacts({ remedy: { contacts } }: { remedy: Remedy }) {
  const say = useTexts(texts);
  return (
    <section className="card" aria-label={say('contacts')}>
      <h2>{say('contacts')}</h2>
      {contacts.length === 0 && <p className="muted">{say('contacts_none')}</p>}
      {contacts.map(({ side, organisation_name, person_name, phone }) => (
        <p key={side}>
          {say(`side_${side}`)} · {organisation_name}
          <br />
          {person_name}{' '}
          {phone && (
            <a className="remedy-phone" href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>
              {phone}
            </a>
          )}
        </p>
      ))}
    </section>
  );
}
