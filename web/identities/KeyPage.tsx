import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { useKeyring, useOwnKey } from '../keyring.ts';
import { useMay } from '../session.ts';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Alarm } from './Alarm.tsx';
import { FoundCard } from './FoundCard.tsx';
import { MakeForm } from './MakeForm.tsx';
import { OwnKey } from './OwnKey.tsx';
import { PeopleList } from './PeopleList.tsx';
import { RecoverCard } from './RecoverCard.tsx';
import { identityTexts } from './texts.ts';
import './identities.css';

/** My key, the firm's roll, and what to do when either is lost. */
export function KeyPage() {
  const labels = useLabels();
  const say = useTexts(identityTexts);
  return (
    <div className="stack">
      <div className="no-print">
        <PageHead title={labels.noun('identities')} purpose={say('purpose')} />
      </div>
      <Keys />
    </div>
  );
}

function Keys() {
  const mine = useOwnKey();
  const { rollState } = useKeyring();
  const may = useMay();
  if (mine.error) return <Failed error={mine.error} retry={() => void mine.refetch()} />;
  if (rollState.state === 'failed') return <Failed error={rollState.error} retry={rollState.retry} />;
  if (!mine.data || rollState.state === 'reading') return <Loading />;
  const { own, person, organisation } = mine.data;
  const owner = { person, organisation };
  return (
    <>
      {rollState.state === 'alarm' && <Alarm refused={rollState.refused} />}
      <div className="no-print">
        {own ? <OwnKey own={own} owner={owner} rollState={rollState} /> : <MakeForm owner={owner} />}
      </div>
      {rollState.state === 'none' && own && may('identity.found') && <FoundCard />}
      {rollState.state === 'ok' && may('identity.admit') && (
        <>
          <div className="no-print">
            <PeopleList roll={rollState.roll} nameOf={rollState.nameOf} />
          </div>
          <RecoverCard roll={rollState.roll} own={own} />
        </>
      )}
    </>
  );
}
