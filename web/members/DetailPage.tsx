import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { InviteWindow } from './InviteWindow.tsx';
import { KitCard } from './KitCard.tsx';
import { MemberForm } from './MemberForm.tsx';
import { accessTones, type Member, memberQuery, stateTones, useMemberWords } from './members.ts';
import { ChangePostForm, LeaveForm } from './PostForms.tsx';
import { memberTexts } from './texts.ts';
import './members.css';

const forms = { edit: MemberForm, 'change-post': ChangePostForm, leave: LeaveForm, invite: InviteWindow } as const;
type Verb = keyof typeof forms;

/** One person of the firm: post, account, agreements and entries by number, and the lists of entry, change and exit. */
export function DetailPage() {
  const { id = '' } = useParams();
  const labels = useLabels();
  const member = useQuery(memberQuery(id));
  if (member.error)
    return <Failed page={labels.noun('members')} error={member.error} retry={() => void member.refetch()} />;
  if (!member.data) return <Loading />;
  return <Shown member={member.data} />;
}

function Shown({ member }: { member: Member }) {
  const labels = useLabels();
  const t = useTexts(memberTexts);
  const words = useMemberWords();
  const [open, setOpen] = useState<Verb | null>(null);
  const OpenForm = open === null ? null : forms[open];
  return (
    <>
      <PageHead
        title={member.name}
        parents={[{ title: labels.noun('members'), path: paths.members }]}
        tags={
          <>
            <Tag tone={stateTones[member.state]}>{words.state(member.state)}</Tag>
            <Tag tone={accessTones[member.access]}>{words.access(member.access)}</Tag>
            {member.officer && <Tag>{t('officer')}</Tag>}
          </>
        }
        primary={<Acts member={member} open={setOpen} />}
      />
      <div className="member-page">
        <div className="stack">
          {member.kits.length === 0 && <Empty title={t('no_kits')} text={t('no_kits_why')} />}
          {member.kits.map((kit) => (
            <KitCard key={kit.id} member={member} kit={kit} />
          ))}
        </div>
        <Facts member={member} />
      </div>
      {OpenForm && <OpenForm member={member} onClose={() => setOpen(null)} />}
    </>
  );
}

function Acts({ member, open }: { member: Member; open: (verb: Verb) => void }) {
  const t = useTexts(memberTexts);
  const gone = member.state === 'active' ? null : t('left_already');
  return (
    <>
      <ActButton act="member.edit" onClick={() => open('edit')} />
      <ActButton act="member.invite" reason={gone} onClick={() => open('invite')}>
        {t(member.account === 'none' ? 'invite' : 'invite_again')}
      </ActButton>
      <ActButton act="member.change-post" reason={gone} onClick={() => open('change-post')} />
      <ActButton act="member.leave" reason={gone} danger onClick={() => open('leave')}>
        {t('leave')}
      </ActButton>
    </>
  );
}

function Facts({ member }: { member: Member }) {
  const { t: common } = useTranslation();
  const t = useTexts(memberTexts);
  const words = useMemberWords();
  const { id, number, kind, phone, department, post, account, login, entered_on, left_on, bound, secrets } = member;
  const facts: readonly (readonly [string, string | null])[] = [
    [t('number'), number],
    [t('kind'), words.kind(kind)],
    [t('department'), department],
    [t('post'), post],
    [t('phone'), phone],
    [t('account'), [words.account(account), login].filter(Boolean).join(' · ')],
    [t('entered_on'), entered_on],
    ...(left_on ? [[t('left_on'), left_on] as const] : []),
    [t('bound'), t(bound ? 'bound_yes' : 'bound_no')],
    [t('secrets'), secrets.map((one) => t('secret_no', { number: one })).join(common('ui.comma')) || t('no_secrets')],
  ];
  return (
    <section className="card" aria-label={t('about')}>
      <h2>{t('about')}</h2>
      <dl className="facts">
        {facts.flatMap(([name, value]) => [
          <dt key={`${name}.`}>{name}</dt>,
          <dd key={name}>{value || <span className="muted">{common('ui.empty_value')}</span>}</dd>,
        ])}
      </dl>
      <p className="member-links">
        <Link to={`${paths.agreements}?member=${id}`}>{t('agreements')}</Link>
        <Link to={`${paths.agreements}?do=add&member=${id}`}>{t('new_agreement')}</Link>
      </p>
    </section>
  );
}
