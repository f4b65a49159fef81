import { useQuery } from '@tanstack/react-query';
import { toString as drawQr } from 'qrcode';
import type { Identity } from '#seal/identity.ts';
import { checkWords, printedSecret, printedShare, type Share, shareWord } from '#seal/recovery.ts';
import { useTexts } from '../i18n/texts.ts';
import { useSession } from '../session.ts';
import { DayText } from '../ui/DayText.tsx';
import { identityTexts } from './texts.ts';
import './identities.css';

type Props = { recovery: Identity; shares: readonly Share[]; day: string };

/** What is printed and nowhere kept: one sheet with the whole key, or one for each part. */
export function RecoverySheets({ recovery, shares, day }: Props) {
  const say = useTexts(identityTexts);
  if (shares.length === 0)
    return (
      <Sheet
        {...{ recovery, day }}
        title={say('sheet')}
        text={printedSecret(recovery.secret)}
        words={[say('sheet_words'), checkWords(recovery.secret).join(' ')]}
      />
    );
  return shares.map((share) => (
    <Sheet
      key={share.number}
      {...{ recovery, day }}
      title={say('sheet_share', { number: share.number, holders: shares.length, threshold: share.threshold })}
      text={printedShare(share)}
      batch={share.batch}
      words={[say('sheet_word'), shareWord(share)]}
    />
  ));
}

type SheetProps = Omit<Props, 'shares'> & {
  title: string;
  text: string;
  batch?: string;
  words: readonly [name: string, value: string];
};

function Sheet({ recovery, day, title, text, batch, words: [name, value] }: SheetProps) {
  const say = useTexts(identityTexts);
  const { post } = useSession();
  const payload = text.replaceAll(' ', '');
  const { data: svg } = useQuery({
    // The key itself is not part of the cache's key, and the picture is dropped with the page.
    queryKey: ['recovery-picture', recovery.recipient, title],
    queryFn: () => drawQr(payload, { type: 'svg', margin: 1 }),
    gcTime: 0,
  });
  return (
    <section className="recovery-sheet" aria-label={title}>
      <h2>{title}</h2>
      <code>{text}</code>
      {svg && <img alt="" src={`data:image/svg+xml,${encodeURIComponent(svg)}`} />}
      <dl>
        <dt>{say('sheet_firm')}</dt>
        <dd>{post?.organisation_name}</dd>
        <dt>{say('sheet_day')}</dt>
        <dd>
          <DayText day={day} />
        </dd>
        {batch && <dt>{say('sheet_batch')}</dt>}
        {batch && <dd>{batch}</dd>}
        <dt>{name}</dt>
        <dd>
          <strong>{value}</strong>
        </dd>
        <dt>{say('sheet_recipient')}</dt>
        <dd>{recovery.recipient}</dd>
      </dl>
      <p>{say('sheet_use')}</p>
      {!batch && <p>{say('sheet_age')}</p>}
    </section>
  );
}
