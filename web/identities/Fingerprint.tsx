import { fingerprintOf, fingerprintWords } from '#seal/identity.ts';
import { useTexts } from '../i18n/texts.ts';
import { identityTexts } from './texts.ts';
import './identities.css';

type Props = { recipient: string; verifyKey: string; large?: true };

/** Twenty letters that two people compare, and six words for the telephone. */
export function Fingerprint({ large, ...key }: Props) {
  const say = useTexts(identityTexts);
  return (
    <div className={large ? 'fingerprint fingerprint-large' : 'fingerprint'}>
      <code>{fingerprintOf(key)}</code>
      {large && (
        <p className="muted">
          {say('fingerprint_words')}
          {fingerprintWords(key).join(' ')}
        </p>
      )}
    </div>
  );
}
