import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { DayText, instantLabel } from '../ui/DayText.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { type Enterprise, useTerms } from './enterprises.ts';
import { texts } from './texts.ts';

type Of = { firm: Enterprise };

function Facts({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  const tx = useTexts(texts);
  return (
    <dl className="facts">
      {rows.map(([title, value]) => (
        <div key={title} style={{ display: 'contents' }}>
          <dt>{title}</dt>
          <dd>{value || <span className="muted">{tx('none')}</span>}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What the firm is. */
export function ProfileCard({ firm }: Of) {
  const tx = useTexts(texts);
  const { tagName, industryName, sizeName } = useTerms();
  const tags = (
    <span className="row">
      {firm.tags.map((tag) => (
        <Tag key={tag}>{tagName(tag)}</Tag>
      ))}
    </span>
  );
  const places = firm.divisions.slice(firm.divisions.length > 1 ? 1 : 0).map(({ name }) => name);
  return (
    <section className="card" aria-labelledby="firm-profile">
      <h2 id="firm-profile">{tx('about')}</h2>
      <Facts
        rows={[
          [tx('credit_code'), firm.credit_code],
          [tx('division'), places.join(' › ')],
          [tx('industry'), firm.industry && industryName(firm.industry)],
          [tx('size'), firm.size && sizeName(firm.size)],
          [tx('staff'), firm.staff === null ? '' : tx('count_people', { count: firm.staff })],
          [tx('tags'), firm.tags.length > 0 && tags],
          [tx('address'), firm.address],
          [tx('contact_point'), tx(firm.contact_point ? 'yes' : 'no')],
        ]}
      />
    </section>
  );
}

/** Who to call, on both sides. */
export function LiaisonCard({ firm }: Of) {
  const tx = useTexts(texts);
  const side = ({ org_name, person_name, phone }: Enterprise['liaison']) =>
    org_name ? (
      <>
        {[org_name, person_name].filter(Boolean).join(' · ')} {phone && <Phone number={phone} />}
      </>
    ) : (
      <span className="muted">{tx('liaison_none')}</span>
    );
  const contact = firm.contact_name || firm.contact_phone || firm.contact_email;
  return (
    <section className="card" aria-labelledby="firm-liaison">
      <h2 id="firm-liaison">{tx('liaison')}</h2>
      <Facts
        rows={[
          [
            tx('liaison_firm'),
            contact && (
              <>
                {firm.contact_name} {firm.contact_phone && <Phone number={firm.contact_phone} />}{' '}
                {firm.contact_email && <a href={`mailto:${firm.contact_email}`}>{firm.contact_email}</a>}
              </>
            ),
          ],
          [tx('liaison_bureau'), side(firm.liaison)],
          [tx('liaison_station'), side(firm.station)],
        ]}
      />
    </section>
  );
}

const Phone = ({ number }: { number: string }) => (
  <a className="firm-phone" href={`tel:${number.replaceAll(/[^\d+]/g, '')}`}>
    {number}
  </a>
);

/** How the firm came, and whether somebody of it has an account. */
export function JoinCard({ firm }: Of) {
  const tx = useTexts(texts);
  const language = useLanguage();
  const origins = {
    entered: tx('origin_entered'),
    imported: tx('origin_imported'),
    invited: tx('origin_invited'),
    applied: tx('origin_applied'),
  };
  const at = (instant: string) => instantLabel(instant, language);
  const { invitation } = firm;
  const open = invitation && invitation.used_at === null && invitation.expires_at > new Date().toISOString();
  return (
    <section className="card" aria-labelledby="firm-joining">
      <h2 id="firm-joining">{tx('joined_card')}</h2>
      <p>
        {firm.joined_at ? tx('joined_at', { at: at(firm.joined_at) }) : tx('not_joined')}{' '}
        {/* The origins are the column's four values. */}
        <span className="muted">{`${tx('origin')}：${origins[firm.origin as keyof typeof origins] ?? ''}`}</span>
      </p>
      {!firm.joined_at && invitation && (
        <p className="muted">
          {open
            ? tx('invited_on', { at: at(invitation.created_at), until: at(invitation.expires_at) })
            : tx('invited_over')}
        </p>
      )}
    </section>
  );
}

const dayOr = (day: string | null, none: string): ReactNode => (day ? <DayText day={day} /> : none);

/** How far the protection is: numbers and days, never what is behind them. */
export function ProtectionCard({ firm }: Of) {
  const tx = useTexts(texts);
  const numbers: readonly (readonly [string, ReactNode])[] = [
    [tx('score'), firm.score === null ? '—' : tx('points', { score: firm.score })],

    [tx('key_missing'), firm.key_missing === null ? '—' : tx('count_items', { count: firm.key_missing })],
    [tx('member_count'), tx('count_people', { count: firm.member_count })],
    [tx('agreement_count'), tx('count_copies', { count: firm.agreement_count })],
    [tx('document_count'), tx('count_copies', { count: firm.document_count })],
    [tx('secret_count'), tx('count_items', { count: firm.secret_count })],
  ];
  return (
    <section className="card" aria-labelledby="firm-protection">
      <h2 id="firm-protection">{tx('protection')}</h2>
      <p className="muted">{tx('protection_why')}</p>
      <dl className="firm-numbers">
        {numbers.map(([title, value]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Facts
        rows={[
          [tx('assessed_on'), dayOr(firm.assessed_on, tx('not_yet'))],
          [tx('retest_on'), dayOr(firm.retest_on, '—')],
          [tx('visited_on'), dayOr(firm.visited_on, tx('not_visited'))],
          [tx('secrets_reviewed_on'), dayOr(firm.secrets_reviewed_on, '—')],
        ]}
      />
    </section>
  );
}
