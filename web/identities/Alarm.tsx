import type { Refused } from '#domain/refused.ts';
import { sentenceFor } from '#domain/sentences.ts';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { identityTexts } from './texts.ts';
import './identities.css';

/** A server that shows another roll than before: nothing is sealed, and what to do stands here. */
export function Alarm({ refused }: { refused: Refused }) {
  const say = useTexts(identityTexts);
  const language = useLanguage();
  return (
    <section className="card stack key-card roll-alarm" role="alert" aria-labelledby="alarm-title">
      <h2 id="alarm-title">{say('alarm')}</h2>
      <p>
        <strong>{sentenceFor(refused.reason, refused.detail, language)}</strong>
      </p>
      <p>{say('alarm_do')}</p>
      <ol>
        <li>{say('alarm_1')}</li>
        <li>{say('alarm_2')}</li>
        <li>{say('alarm_3')}</li>
        <li>{say('alarm_4')}</li>
      </ol>
    </section>
  );
}
