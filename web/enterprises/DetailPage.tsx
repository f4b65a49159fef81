import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { AssignForm } from './AssignForm.tsx';
import { JoinCard, LiaisonCard, ProfileCard, ProtectionCard } from './Cards.tsx';
import { EnterpriseForm } from './EnterpriseForm.tsx';
import { type Enterprise, enterpriseQuery, gradeTones } from './enterprises.ts';
import { InviteWindow } from './InviteWindow.tsx';
import { AssessmentRows, EventRows, RemedyRows, VisitRows } from './Rows.tsx';
import { texts } from './texts.ts';
import './enterprises.css';

/** Everything about a firm that the reader may see, on one page. */
export function DetailPage() {
  const tx = useTexts(texts);
  const labels = useLabels();
  const { id = '' } = useParams();
  const found = useQuery(enterpriseQuery(id));
  const [open, setOpen] = useState<'edit' | 'assign' | 'invite' | null>(null);
  if (found.error)
    return <Failed page={labels.noun('enterprises')} error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const firm = found.data;
  const close = () => setOpen(null);
  return (
    <>
      <PageHead
        title={firm.name}
        tags={
          <>
            <Tag tone={firm.state === 'joined' ? 'good' : 'plain'}>
              {tx(firm.state === 'joined' ? 'joined_yes' : 'joined_no')}
            </Tag>
            {firm.contact_point && <Tag tone="busy">{tx('contact_point')}</Tag>}
            {firm.grade && <Tag tone={gradeTones[firm.grade] ?? 'plain'}>{`${tx('grade')} ${firm.grade}`}</Tag>}
            {firm.org_state === 'closed' && <Tag tone="bad">{tx('closed_firm')}</Tag>}
          </>
        }
        parents={[{ title: labels.noun('enterprises'), path: paths.enterprises }]}
        secondary={<Acts firm={firm} open={setOpen} />}
      />
      <div className="firm-cards">
        <div className="stack">
          <ProtectionCard firm={firm} />
          <AssessmentRows firm={firm} />
          <RemedyRows firm={firm} />
          <VisitRows firm={firm} />
        </div>
        <div className="stack">
          <ProfileCard firm={firm} />
          <LiaisonCard firm={firm} />
          <JoinCard firm={firm} />
          <EventRows firm={firm} />
        </div>
      </div>
      <EnterpriseForm open={open === 'edit'} onClose={close} enterprise={firm} />
      <AssignForm open={open === 'assign'} onClose={close} firm={firm} />
      {open === 'invite' && <InviteWindow onClose={close} firm={firm} />}
    </>
  );
}

function Acts({ firm, open }: { firm: Enterprise; open: (what: 'edit' | 'assign' | 'invite') => void }) {
  const tx = useTexts(texts);
  const may = useMay();
  const closed = firm.org_state === 'closed' ? tx('closed_firm') : null;
  const office = closed ?? (firm.oversees ? null : tx('not_overseen'));
  return (
    <>
      {may('enterprise.edit') && (
        <ActButton
          act="enterprise.edit"
          reason={closed ?? (firm.may_edit ? null : tx('outside'))}
          onClick={() => open('edit')}
        />
      )}
      {may('enterprise.assign') && (
        <ActButton act="enterprise.assign" reason={office} onClick={() => open('assign')}>
          {tx('assign')}
        </ActButton>
      )}
      {may('enterprise.invite') && firm.state !== 'joined' && (
        <ActButton act="enterprise.invite" type="primary" reason={office} onClick={() => open('invite')}>
          {tx('invite')}
        </ActButton>
      )}
    </>
  );
}
