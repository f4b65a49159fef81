import PrinterOutlined from '@ant-design/icons/es/icons/PrinterOutlined';
import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { exhibitStates } from '#domain/exhibits/states.ts';
import type { Act } from '#domain/permissions.ts';
import { actsIn } from '#domain/states.ts';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { download } from '../ui/download.ts';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { StateTag } from '../ui/StateTag.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { useWanted } from '../ui/useWanted.ts';
import { ChainVerdict } from './ChainMark.tsx';
import { CustodyPaper } from './CustodyPaper.tsx';
import { CustodyTimeline } from './CustodyTimeline.tsx';
import { Digests } from './DigestInput.tsx';
import { type Exhibit, exhibitQuery, useKindWords } from './exhibits.ts';
import { RegisterForm } from './RegisterForm.tsx';
import { DiscardForm, HashForm, MoveForm, ReceiveForm, ReleaseForm, SealForm, UnsealForm } from './StepForms.tsx';
import { TakeForm } from './TakeForm.tsx';
import './exhibits.css';

const forms = {
  edit: RegisterForm,
  discard: DiscardForm,
  take: TakeForm,
  seal: SealForm,
  hash: HashForm,
  move: MoveForm,
  receive: ReceiveForm,
  unseal: UnsealForm,
  release: ReleaseForm,
} as const;

type Verb = keyof typeof forms;

/** One exhibit: what it is, who has it, whether its chain of custody is complete, and every step of it. */
export function DetailPage() {
  const { id = '' } = useParams();
  const labels = useLabels();
  const exhibit = useQuery(exhibitQuery(id));
  if (exhibit.error)
    return <Failed page={labels.noun('exhibits')} error={exhibit.error} retry={() => void exhibit.refetch()} />;
  if (!exhibit.data) return <Loading />;
  return <Shown exhibit={exhibit.data} />;
}

function Shown({ exhibit }: { exhibit: Exhibit }) {
  const labels = useLabels();
  const wanted = useWanted(['take', 'receive'] as const);
  const [chosen, setOpen] = useState<Verb | null | undefined>(undefined);
  const possible = actsIn(exhibitStates, exhibit.state);
  // The form that the address asked for is open until it is closed or another is chosen.
  const open = chosen === undefined ? (wanted !== null && possible.includes(wanted) ? wanted : null) : chosen;
  const OpenForm = open === null ? null : forms[open];
  return (
    <>
      <div className="no-print">
        <PageHead
          title={`${exhibit.no} ${exhibit.name}`}
          tags={<StateTag state={exhibit.state} />}
          parents={[{ title: labels.noun('exhibits'), path: paths.exhibits }]}
          primary={<Acts exhibit={exhibit} open={setOpen} />}
          secondary={<Papers exhibit={exhibit} />}
        />
        <div className="exhibit-page">
          <div className="stack">
            <ChainVerdict chain={exhibit.chain} steps={exhibit.record.length} />
            <CustodyTimeline exhibit={exhibit.id} steps={exhibit.record} />
          </div>
          <Facts exhibit={exhibit} />
        </div>
      </div>
      <CustodyPaper exhibit={exhibit} />
      {OpenForm && <OpenForm exhibit={exhibit} onClose={() => setOpen(null)} />}
    </>
  );
}

/** The step that usually comes next. */
const nextStep: Readonly<Record<string, Verb>> = {
  ...{ registered: 'take', taken: 'seal', sealed: 'move', opened: 'seal', moved: 'receive' },
};

/** The acts that the state allows; an organisation that only had it before is told whose they are. */
function Acts({ exhibit, open }: { exhibit: Exhibit; open: (verb: Verb) => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const { state, mine, awaits_me, keeper_outside, keeper_name } = exhibit;
  if (!may('exhibit.take')) return null;
  const hands = state === 'moved' ? awaits_me || (mine && keeper_outside !== null) : mine;
  const reason = hands ? null : t('exhibits.not_mine', { keeper: keeper_name });
  return actsIn(exhibitStates, state).map((verb) => (
    <ActButton
      key={verb}
      // The verbs of the state table are acts of this noun, each with its form.
      act={`exhibit.${verb}` as Act}
      reason={reason}
      type={nextStep[state] === verb ? 'primary' : 'default'}
      danger={verb === 'discard'}
      onClick={() => open(verb as Verb)}
    />
  ));
}

function Papers({ exhibit: { id, record } }: { exhibit: Exhibit }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  if (record.length === 0) return null;
  const workbook = () =>
    download(`/api/exhibits/${id}/record.xlsx`).catch((error: unknown) => message.error(sentenceOf(error, t)));
  return (
    <>
      <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
        {t('exhibits.print')}
      </Button>
      <Button onClick={() => void workbook()}>{t('ui.export')}</Button>
    </>
  );
}

function Facts({ exhibit }: { exhibit: Exhibit }) {
  const { t } = useTranslation();
  const kindOf = useKindWords();
  const { kind, taken_from, place, case_no, programme_title, organisation_name, seal_no } = exhibit;
  const facts: readonly (readonly [string, string | null])[] = [
    [t('exhibits.kind'), kindOf(kind)],
    [t('exhibits.taken_from'), taken_from],
    [t('exhibits.place'), place],
    [t('exhibits.case_no'), case_no],
    [t('exhibits.programme'), programme_title],
    [t('exhibits.organisation'), organisation_name],
    [t('exhibits.keeper'), exhibit.keeper_outside ?? exhibit.keeper_name],
    [t('exhibits.seal_no'), seal_no],
  ];
  return (
    <section className="card" aria-label={t('exhibits.about')}>
      <h2>{t('exhibits.about')}</h2>
      <dl className="facts">
        {facts.flatMap(([name, value]) => [
          <dt key={`${name}.`}>{name}</dt>,
          <dd key={name}>{value || <span className="muted">{t('ui.empty_value')}</span>}</dd>,
        ])}
      </dl>
      <Digests content={exhibit} />
    </section>
  );
}
