import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { notProven } from '#verify/not-proven.ts';
import type { ShownDeposit } from './evidence.ts';
import { useKindLabel } from './kinds.ts';
import type { ShownKey } from './trust.ts';
import { useBoth } from './useBoth.ts';

export type Sheet = {
  readonly deposit: ShownDeposit;
  readonly checkpoint: NonNullable<ShownDeposit['checkpoint']>;
  readonly origin: string;
  readonly index: number;
  readonly address: string;
  readonly qr: string;
  /** That signed the checkpoint: a checker shows the same fingerprints. */
  readonly keys: readonly ShownKey[];
  readonly content: { readonly sha256: string | null; readonly sm3: string | null };
  /** As the public register shows them; null when its file could not be read just now. */
  readonly commitments: { readonly sha256: string; readonly sm3: string } | null;
};

/** The printed page. Both languages stand beside each other, whatever the page's language is. */
export function CertificateSheet({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation();
  const both = useBoth();
  const kindOf = useKindLabel();
  const { deposit, checkpoint, content, commitments } = sheet;
  const instant = (at: string) => `${exactTime(at)} (UTC+8)`;
  const stamps = deposit.stamps.map(({ authority, stamped_at }) => `${authority} · ${instant(stamped_at)}`);
  const witnesses = checkpoint.witnesses.map(({ name, at }) => `${name} · ${instant(at)}`);
  return (
    <article className="certificate" aria-label={t('evidence.certificate')}>
      <header>
        <div>
          <h2>{both((t) => t('evidence.certificate'))[0]}</h2>
          <p>{both((t) => t('evidence.certificate'))[1]}</p>
        </div>
        <figure>
          <img src={sheet.qr} alt={t('evidence.qr')} width={120} height={120} />
        </figure>
      </header>
      <table>
        <tbody>
          <Line names={both((t) => t('evidence.index'))}>
            <strong className="certificate-number">{sheet.index}</strong> · {sheet.origin}
          </Line>
          <Line names={both((t) => t('evidence.organisation'))}>
            {deposit.organisation_name ?? t('evidence.installation')}
          </Line>
          <Line names={both((t) => t('evidence.what'))}>
            {/* Whatever marks of direction a title holds, they end with it. */}
            {(deposit.title ?? deposit.subject) && (
              <>
                <bdi>{deposit.title ?? deposit.subject}</bdi> ·{' '}
              </>
            )}
            {kindOf(deposit.kind)}
          </Line>
          <Line names={both((t) => t('evidence.certificate_received'))}>{instant(deposit.at)}</Line>
          <Line names={both((t) => t('evidence.certificate_published'))}>
            {instant(checkpoint.at)} · {t('evidence.certificate_size', { size: checkpoint.size })}
          </Line>
          <Line names={both((t) => t('evidence.step_witnessed'))}>
            <Lines of={witnesses} none={both((t) => t('evidence.certificate_no_witness'))} />
          </Line>
          <Line names={both((t) => t('evidence.step_stamped'))}>
            <Lines
              of={stamps}
              none={both((t) =>
                t(witnesses.length > 0 ? 'evidence.certificate_no_stamp_yet' : 'evidence.certificate_no_stamp'),
              )}
            />
          </Line>
          {content.sha256 && (
            <Line names={both((t) => t('evidence.certificate_content'))}>
              <Digest name="SHA-256" value={content.sha256} />
              {content.sm3 && <Digest name="SM3" value={content.sm3} />}
            </Line>
          )}
          {commitments && (
            <Line names={both((t) => t('evidence.certificate_commitment'))}>
              <Digest name="SHA-256" value={commitments.sha256} />
              <Digest name="SM3" value={commitments.sm3} />
            </Line>
          )}
          <Line names={both((t) => t('evidence.certificate_root'))}>
            <Digest name="SHA-256" value={checkpoint.root} />
          </Line>
          <Line names={both((t) => t('evidence.certificate_keys'))}>
            {sheet.keys.map(({ algorithm, fingerprint }) => (
              <Digest key={fingerprint} name={algorithm} value={fingerprint} />
            ))}
          </Line>
        </tbody>
      </table>
      <Says title={both((t) => t('evidence.proves'))} text={both((t) => t('evidence.proves_text'))} />
      <Says
        title={both((t) => t('evidence.proves_not'))}
        text={[notProven.map(({ zh }) => zh).join(''), notProven.map(({ en }) => en).join(' ')]}
      />
      <Says
        title={both((t) => t('evidence.check'))}
        text={both(
          (t) => `${t('evidence.certificate_check', { address: sheet.address })} ${t('evidence.certificate_only')}`,
        )}
      />
    </article>
  );
}

/** To the second, in China's time, in figures that both languages read. */
const exactTime = (at: string): string =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

function Line({ names: [zh, en], children }: { names: readonly [string, string]; children: ReactNode }) {
  return (
    <tr>
      <th scope="row">
        {zh}
        <small lang="en">{en}</small>
      </th>
      <td>{children}</td>
    </tr>
  );
}

function Lines({ of, none: [zh, en] }: { of: readonly string[]; none: readonly [string, string] }) {
  if (of.length === 0)
    return (
      <>
        {zh}
        <small lang="en">{en}</small>
      </>
    );
  return of.map((line) => <div key={line}>{line}</div>);
}

function Digest({ name, value }: { name: string; value: string }) {
  return (
    <div className="certificate-digest">
      <span>{name}</span>
      <code>{value}</code>
    </div>
  );
}

function Says({ title, text }: { title: readonly [string, string]; text: readonly [string, string] }) {
  return (
    <section>
      <h3>
        {title[0]} <small lang="en">{title[1]}</small>
      </h3>
      <p>{text[0]}</p>
      <p lang="en">{text[1]}</p>
    </section>
  );
}
