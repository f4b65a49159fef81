import { Alert, App, Button, Result } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { uuidv7 } from 'uuidv7';
import { useTexts } from '../i18n/texts.ts';
import { findWaiting, keptList, queueSend } from '../offline.ts';
import type { Sender } from '../outbox.ts';
import { paths } from '../paths.ts';
import { useSession } from '../session.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { ChosenFirm, FirmChoice } from './FirmChoice.tsx';
import { visitTexts } from './texts.ts';
import { emptyDraft, useMissing, VisitForm } from './VisitForm.tsx';
import { type Body, type Firm, loadFirm, useVisitWords } from './visits.ts';
import './visits.css';

type Chosen = Pick<Firm, 'id' | 'name'> & Partial<Firm>;

/** A visit by phone in a minute, also without a network: what is saved waits in the outbox until it is sent. */
export function NewPage() {
  const say = useTexts(visitTexts);
  const { person, post } = useSession();
  const owner = { person: person?.id ?? '', organisation: post?.organisation ?? '' };
  // Another visit is another form: nothing of the last one stays.
  const [round, setRound] = useState(0);
  return (
    <div className="visit-page">
      <PageHead title={say('new_title')} purpose={say('new_purpose')} />
      <NewVisit key={round} owner={owner} again={() => setRound(round + 1)} />
    </div>
  );
}

function NewVisit({ owner, again }: { owner: Sender; again: () => void }) {
  const say = useTexts(visitTexts);
  const missingIn = useMissing();
  const [firm, setFirm] = useState<Chosen | null>(null);
  const [draft, setDraft] = useState(emptyDraft);
  const [id, setId] = useState(uuidv7);
  useStart(owner, { setFirm, setDraft, setId });
  const { save, saving, outcome } = useSave(owner);
  if (outcome === 'waiting' && firm) return <Kept firm={firm.name} kind={draft.kind} again={again} />;
  const pick = (next: Chosen | null): void => {
    setFirm(next);
    setDraft({ ...draft, closes: [] });
  };
  const missing = firm === null ? say('need_firm') : missingIn(draft);
  const answer = outcome !== null && outcome !== 'waiting' && (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={outcome.sentence}
      description={outcome.kept ? say('refused') : null}
    />
  );
  return (
    <>
      {firm === null ? (
        <FirmChoice owner={owner} onPick={pick} />
      ) : (
        <ChosenFirm
          firm={firm}
          closes={draft.closes}
          onCloses={(closes) => setDraft({ ...draft, closes })}
          onChange={() => pick(null)}
        />
      )}
      <VisitForm
        key={id}
        draft={draft}
        onChange={setDraft}
        onSave={() => firm && void save({ ...draft, id, enterprise: firm.id }, firm.name)}
        saving={saving}
        missing={missing}
        answer={answer}
      />
    </>
  );
}

/** What the address asks for: a firm chosen on another page, or one that waits to be sent and is to be corrected. */
function useStart(
  owner: Sender,
  {
    setFirm,
    setDraft,
    setId,
  }: {
    setFirm: (firm: Chosen) => void;
    setDraft: (draft: ReturnType<typeof emptyDraft>) => void;
    setId: (id: string) => void;
  },
): void {
  const [params] = useSearchParams();
  const [waiting, wanted] = [params.get('waiting'), params.get('firm')];
  const { person, organisation } = owner;
  // Once for an address: what is typed afterwards stays.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the setters of a state never change
  useEffect(() => {
    const start = async (): Promise<void> => {
      const item = waiting ? await findWaiting(waiting) : undefined;
      if (item && item.person === person && item.organisation === organisation) {
        // Queued by this page, in this shape.
        const { id, enterprise, told_at: _told, ...draft } = item.body as Body;
        setId(id);
        setDraft(draft);
        setFirm((await findFirm({ person, organisation }, enterprise)) ?? { id: enterprise, name: item.title });
      } else if (wanted) {
        const firm = await findFirm({ person, organisation }, wanted);
        if (firm) setFirm(firm);
      }
    };
    void start().catch(() => undefined);
  }, [waiting, wanted, person, organisation]);
}

/** From the server, else among those kept on the phone. */
async function findFirm(owner: Sender, id: string): Promise<Firm | undefined> {
  const found = await loadFirm(id).catch(() => undefined);
  if (found) return found;
  // Kept by visits.ts, in this shape.
  const kept = (await keptList(owner, 'visit-firms')) as { rows: Firm[] } | undefined;
  return kept?.rows.find((firm) => firm.id === id);
}

type Outcome = 'waiting' | { sentence: string; kept: boolean } | null;

function useSave(owner: Sender) {
  const { t } = useTranslation();
  const say = useTexts(visitTexts);
  const words = useVisitWords();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [saving, setSaving] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>(null);
  const save = async (body: Omit<Body, 'told_at'>, firm: string): Promise<void> => {
    setSaving(true);
    setOutcome(null);
    try {
      const told_at = (await toldBefore(body.id)) ?? new Date().toISOString();
      const title = say('title', { kind: words.kind(body.kind), firm });
      const page = paths.newVisit;
      const item = {
        id: body.id,
        act: 'visit.add',
        url: '/api/visits',
        body: { ...body, told_at },
        title,
        page,
        ...owner,
      };
      const answer = await queueSend(item);
      if (answer === 'sent') {
        message.success(say('saved'));
        await navigate(paths.visit(body.id), { replace: true });
      } else setOutcome(answer === 'waiting' ? answer : { sentence: answer.refused, kept: true });
    } catch {
      setOutcome({ sentence: t('outbox.cannot_keep'), kept: false });
    } finally {
      setSaving(false);
    }
  };
  return { save, saving, outcome };
}

/** A correction keeps the moment of the first writing. */
async function toldBefore(id: string): Promise<string | undefined> {
  const item = await findWaiting(id);
  // Queued by this page, in this shape.
  return item ? (item.body as Body).told_at : undefined;
}

function Kept({ firm, kind, again }: { firm: string; kind: Body['kind']; again: () => void }) {
  const say = useTexts(visitTexts);
  const words = useVisitWords();
  return (
    <div className="card">
      <Result
        status="success"
        title={say('kept_title')}
        subTitle={say('kept_text', { firm, kind: words.kind(kind) })}
        extra={
          <div className="stack">
            <Button type="primary" size="large" block onClick={again}>
              {say('another')}
            </Button>
            <Link to={paths.outbox}>{say('kept_list')}</Link>
          </div>
        }
      />
    </div>
  );
}
