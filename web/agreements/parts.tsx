import { findingText } from '#domain/agreements/finding-words.ts';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { InstantText } from '../ui/DayText.tsx';
import { Tag, type Tone } from '../ui/StateTag.tsx';
import type { Agreement, Signing } from './agreements.ts';
import { agreementTexts } from './texts.ts';

export const stateTones: Readonly<Record<Agreement['state'], Tone>> = {
  draft: 'plain',
  sent: 'warn',
  signed: 'good',
  ended: 'plain',
  ended_early: 'plain',
  expired: 'warn',
  discarded: 'plain',
};

/** What the checks say: law and article, how sure, and what to do. */
export function Findings({ agreement: { findings } }: { agreement: Agreement }) {
  const t = useTexts(agreementTexts);
  const language = useLanguage();
  const certainties = { T: t('certainty_T'), P: t('certainty_P'), M: t('certainty_M') };
  return (
    <section className="card" aria-label={t('checks')}>
      <h2>{t('checks')}</h2>
      {findings.length === 0 && <p>{t('checks_fine')}</p>}
      <ul className="findings">
        {findings.map(({ key, hard, field, facts, law, article, certainty }) => {
          const { what, cure } = findingText(key, facts, language);
          return (
            <li key={`${key}${field}`}>
              <Tag tone={hard ? 'bad' : 'warn'}>{t(hard ? 'hard' : 'soft')}</Tag> <strong>{what}</strong>
              <p>{cure}</p>
              <p className="muted">
                {t('basis', {
                  law,
                  article: article ? t('article', { article }) : '',
                  certainty: certainties[certainty],
                })}
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Every link that was issued, and what happened at the screen. */
export function SigningRecord({ signings }: { signings: readonly Signing[] }) {
  const t = useTexts(agreementTexts);
  if (signings.length === 0) return null;
  return (
    <section className="card" aria-label={t('signing')}>
      <h2>{t('signing')}</h2>
      {signings.map((one) => (
        <dl className="facts" key={one.id}>
          <dt>{t('signing_state')}</dt>
          <dd>
            <Tag tone={one.state === 'signed' ? 'good' : 'plain'}>{t(`signing_${one.state}`)}</Tag>
          </dd>
          <dt>{t('signing_way')}</dt>
          <dd>{t(`way_${one.way}`)}</dd>
          {one.tries > 0 && (
            <>
              <dt>{t('tries')}</dt>
              <dd>{one.tries}</dd>
            </>
          )}
          <Moment label={t('code_at')} at={one.code_at} />
          <Moment label={t('read_at')} at={one.read_at} />
          <Moment label={t('signed_at')} at={one.signed_at} />
          {one.drawing && (
            <>
              <dt>{t('signature')}</dt>
              <dd>{one.how === 'drawn' ? <Mark path={one.drawing} name={one.signer ?? ''} /> : one.drawing}</dd>
            </>
          )}
          {one.address && (
            <>
              <dt>{t('address')}</dt>
              <dd>{one.address}</dd>
            </>
          )}
        </dl>
      ))}
    </section>
  );
}

function Moment({ label, at }: { label: string; at: string | null }) {
  if (at === null) return null;
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <InstantText at={at} />
      </dd>
    </>
  );
}

/** A drawn signature; its path holds moves and lines alone (domain/agreements/schema.ts). */
export function Mark({ path, name }: { path: string; name: string }) {
  return (
    <svg viewBox="0 0 600 200" className="signature-mark" role="img" aria-label={name}>
      <path d={path} fill="none" stroke="currentColor" strokeWidth="4" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
