import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { agreementStates } from '#domain/agreements/states.ts';
import type { Act } from '#domain/permissions.ts';
import { actsIn } from '#domain/states.ts';
import { api } from '../api.ts';
import { useLabels, useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { dayLabel } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { StateTag } from '../ui/StateTag.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { useAct } from '../ui/useAct.ts';
import { DiscardForm, EarlyForm, EndForm, PaperForm, RecallForm, TermForm } from './ActForms.tsx';
import { AgreementForm } from './AgreementForm.tsx';
import { type Agreement, agreementQuery, moneyText, stale, useKindWords } from './agreements.ts';
import { PayLog } from './PayLog.tsx';
import { Findings, SigningRecord, stateTones } from './parts.tsx';
import { SendWindow } from './SendWindow.tsx';
import { agreementTexts } from './texts.ts';
import './agreements.css';

const forms = {
  edit: AgreementForm,
  send: SendWindow,
  recall: RecallForm,
  discard: DiscardForm,
  'record-paper': PaperForm,
  'start-term': TermForm,
  'end-agreement': EndForm,
  'end-early': EarlyForm,
} as const;

type Verb = keyof typeof forms;

/** One agreement: its terms and text, what the checks say, its signing, its pay. */
export function DetailPage() {
  const { id = '' } = useParams();
  const labels = useLabels();
  const agreement = useQuery(agreementQuery(id));
  if (agreement.error)
    return <Failed page={labels.noun('agreements')} error={agreement.error} retry={() => void agreement.refetch()} />;
  if (!agreement.data) return <Loading />;
  return <Shown agreement={agreement.data} />;
}

function Shown({ agreement }: { agreement: Agreement }) {
  const labels = useLabels();
  const t = useTexts(agreementTexts);
  const kindOf = useKindWords();
  const officer = useMay()('agreement.add');
  const [open, setOpen] = useState<Verb | null>(null);
  const OpenForm = open === null ? null : forms[open];
  const { number, kind, party, state, text } = agreement;
  return (
    <>
      <PageHead
        title={`${t('title', { number, kind: kindOf(kind) })} · ${party}`}
        tags={<StateTag state={state} tone={stateTones[state]} />}
        parents={[{ title: labels.noun('agreements'), path: paths.agreements }]}
        primary={<Acts agreement={agreement} open={setOpen} />}
        secondary={<Papers agreement={agreement} />}
      />
      <div className="agreement-page">
        <div className="stack">
          {kind === 'non_compete' && <PayLog agreement={agreement} />}
          <section className="card" aria-label={t('text')}>
            <h2>{t('text')}</h2>
            <div className="agreement-text">{text || t('send_empty')}</div>
          </section>
        </div>
        <div className="stack">
          {officer && ['draft', 'sent'].includes(state) && <Findings agreement={agreement} />}
          <Terms agreement={agreement} />
          <SigningRecord signings={agreement.signings} />
        </div>
      </div>
      {OpenForm && <OpenForm agreement={agreement} onClose={() => setOpen(null)} />}
    </>
  );
}

const primary: Readonly<Record<string, Verb>> = { draft: 'send', sent: 'recall' };
const shownVerbs: readonly string[] = Object.keys(forms);

function Acts({ agreement, open }: { agreement: Agreement; open: (verb: Verb) => void }) {
  const t = useTexts(agreementTexts);
  const may = useMay();
  const navigate = useNavigate();
  const renew = useAct(
    (body: { version: number }, once) =>
      api.POST('/api/agreements/{id}/renew-agreement', { params: { path: { id: agreement.id } }, body, ...once }),
    { refresh: stale, done: t('renewed'), after: ({ id }) => navigate(paths.agreement(id)) },
  );
  const { state, kind, mine, findings, text, term_from } = agreement;
  const reasons: Readonly<Record<string, string | null>> = {
    send: text === '' ? t('send_empty') : findings.some(({ hard }) => hard) ? t('send_hard') : null,
  };
  const fits = (verb: string): boolean =>
    kind === 'non_compete' ? verb !== 'start-term' || term_from === null : !['start-term', 'end-early'].includes(verb);
  const possible = actsIn(agreementStates, state);
  return (
    <>
      {mine && state === 'sent' && (
        <Button type="primary" onClick={() => void navigate(`${paths.sign}?agreement=${agreement.id}`)}>
          {t('sign_mine')}
        </Button>
      )}
      {may('agreement.add') &&
        possible
          .filter((verb) => shownVerbs.includes(verb) && fits(verb))
          .map((verb) => (
            <ActButton
              key={verb}
              // The verbs of the state table are acts of this noun; those shown have a form.
              act={`agreement.${verb}` as Act}
              reason={reasons[verb] ?? null}
              type={primary[state] === verb ? 'primary' : 'default'}
              danger={verb === 'discard'}
              onClick={() => open(verb as Verb)}
            />
          ))}
      {may('agreement.renew-agreement') && possible.includes('renew-agreement') && (
        <ActButton
          act="agreement.renew-agreement"
          loading={renew.busy}
          onClick={() => void renew.run({ version: agreement.version })}
        />
      )}
    </>
  );
}

function Papers({ agreement: { id, signed_how } }: { agreement: Agreement }) {
  const { t: common } = useTranslation();
  const t = useTexts(agreementTexts);
  const { message } = App.useApp();
  if (signed_how !== 'screen') return null;
  const record = () =>
    download(`/api/agreements/${id}/record.pdf`).catch((error: unknown) => message.error(sentenceOf(error, common)));
  return <Button onClick={() => void record()}>{t('record_pdf')}</Button>;
}

function Terms({ agreement }: { agreement: Agreement }) {
  const { t: common } = useTranslation();
  const t = useTexts(agreementTexts);
  const { party, party_firm, secrets, from_on, to_on, signed_on, months, area, competitors, term_from } = agreement;
  const money = (amount: number | null) => (amount === null ? null : t('amount', { amount: moneyText(amount) }));
  const language = useLanguage();
  const dayOf = (day: string | null) => (day === null ? null : dayLabel(day, language));
  const bound = agreement.kind === 'non_compete';
  const facts: readonly (readonly [string, string | null])[] = [
    [t('party'), [party, party_firm].filter(Boolean).join('，')],
    [t('secrets'), secrets.join(common('ui.comma'))],
    [t('from_on'), dayOf(from_on)],
    [t('to_on'), dayOf(to_on) ?? (bound ? null : t('to_public'))],
    ...(bound
      ? ([
          [t('months'), months === null ? null : String(months)],
          [t('monthly_pay'), money(agreement.monthly_pay)],
          [t('average_wage'), money(agreement.average_wage)],
          [t('minimum_wage'), money(agreement.minimum_wage)],
          [t('area'), area],
          [t('competitors'), competitors],
        ] as const)
      : []),
    [t('penalty'), money(agreement.penalty)],
    [t('signed_on'), dayOf(signed_on)],
    ...(agreement.signed_how === 'paper' ? [[t('signing'), t('paper')] as const] : []),
    [t('sha256'), agreement.sha256 ? `${agreement.sha256.slice(0, 16)}…` : null],
  ];
  return (
    <section className="card" aria-label={t('terms')}>
      <h2>{t('terms')}</h2>
      <dl className="facts">
        {facts.flatMap(([name, value]) => [
          <dt key={`${name}.`}>{name}</dt>,
          <dd key={name}>{value || <span className="muted">{common('ui.empty_value')}</span>}</dd>,
        ])}
      </dl>
      {term_from && <p>{t('term', { from: term_from, to: agreement.term_to ?? '' })}</p>}
      {agreement.ended_on && <p>{t('ended', { day: agreement.ended_on, reason: agreement.end_reason ?? '' })}</p>}
      {agreement.deposit && <Link to={paths.deposit(agreement.deposit)}>{t('deposit')}</Link>}
    </section>
  );
}
