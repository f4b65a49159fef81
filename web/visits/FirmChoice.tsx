import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import type { Sender } from '../outbox.ts';
import { DayText, dayLabel } from '../ui/DayText.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { visitTexts } from './texts.ts';
import { type Firm, loadFirms, useFirms } from './visits.ts';

/** So many firms stand under the search without scrolling far. */
const shown = 6;

/** The firm: found by a few letters among those kept on the phone, or with a network among all that I see. */
export function FirmChoice({ owner, onPick }: { owner: Sender; onPick: (firm: Firm) => void }) {
  const say = useTexts(visitTexts);
  const language = useLanguage();
  const [q, setQ] = useState('');
  const kept = useFirms(owner);
  const words = q.trim();
  const far = useQuery({
    queryKey: ['visits', 'firms', 'search', words],
    queryFn: () => loadFirms(words, shown),
    enabled: words !== '' && kept.data !== undefined && kept.data.total > kept.data.rows.length,
  });
  if (kept.error) return <Failed error={kept.error} retry={() => void kept.refetch()} />;
  if (!kept.data) return <Loading />;
  const near = kept.data.rows.filter(({ name }) => name.toLowerCase().includes(words.toLowerCase()));
  // The server knows more firms than the phone keeps; until it answers, and without a network, those that are kept.
  const isFar = words !== '' && far.data !== undefined;
  const found = isFar ? far.data : { total: words === '' ? kept.data.total : near.length, rows: near };
  const rows = found.rows.slice(0, shown);
  const day = kept.data.kept_on;
  const nothingKept = day !== null && kept.data.rows.length === 0;
  return (
    <div className="firm-choice">
      <Input
        type="search"
        size="large"
        value={q}
        aria-label={say('firm_search')}
        placeholder={say('firm_search')}
        onChange={(event) => setQ(event.target.value)}
      />
      {day !== null && !nothingKept && (
        <p className="muted">{say('firm_kept', { day: dayLabel(day.slice(0, 10), language) })}</p>
      )}
      {nothingKept && <Alert type="warning" showIcon title={say('firm_none_kept')} />}
      {!nothingKept && rows.length === 0 && !far.isLoading && <p className="muted">{say('firm_none')}</p>}
      <ul className="plain-list firm-list">
        {rows.map((firm) => (
          <li key={firm.id}>
            <button type="button" className="firm-pick" onClick={() => onPick(firm)}>
              <strong>{firm.name}</strong>
              <FirmWords firm={firm} />
            </button>
          </li>
        ))}
      </ul>
      {found.total > rows.length && (
        <p className="muted">{say(words === '' ? 'firm_more' : 'firm_more_fit', { count: found.total })}</p>
      )}
    </div>
  );
}

/** What one wants to know before ringing the bell. */
function FirmWords({ firm: { division_name, visited_on, grade, open } }: { firm: Firm }) {
  const say = useTexts(visitTexts);
  const language = useLanguage();
  const words = [
    division_name,
    visited_on ? say('firm_last', { day: dayLabel(visited_on, language) }) : say('firm_never'),
    grade ? say('firm_grade', { grade }) : '',
    open.length > 0 ? say('firm_open', { count: open.length }) : '',
  ];
  return <small className="muted">{words.filter(Boolean).join(' · ')}</small>;
}

/** The chosen firm: whom to call, and what was found before, to be ticked off on the spot. */
export function ChosenFirm({
  firm,
  closes,
  onCloses,
  onChange,
}: {
  firm: Pick<Firm, 'name'> & Partial<Firm>;
  closes: readonly string[];
  onCloses: (ids: string[]) => void;
  onChange?: () => void;
}) {
  const say = useTexts(visitTexts);
  const { name, address, contact_name, contact_phone, open = [] } = firm;
  return (
    <div className="card chosen-firm">
      <div className="chosen-head">
        <strong>{name}</strong>
        {onChange && <Button onClick={onChange}>{say('firm_change')}</Button>}
      </div>
      {address && <p className="muted">{address}</p>}
      {contact_phone && (
        <a href={`tel:${contact_phone}`}>{say('firm_call', { name: contact_name ?? contact_phone })}</a>
      )}
      {open.length > 0 && (
        <fieldset className="closes">
          <legend>{say('closes')}</legend>
          <Checkbox.Group value={[...closes]} onChange={(ids: string[]) => onCloses(ids)}>
            {open.map(({ id, what, due_on }) => (
              <Checkbox key={id} value={id}>
                {what} {due_on && <DayText day={due_on} due />}
              </Checkbox>
            ))}
          </Checkbox.Group>
        </fieldset>
      )}
    </div>
  );
}
