import { Checkbox, Input } from 'antd';
import { useTexts } from '../i18n/texts.ts';
import { useWords } from '../i18n/words.ts';
import type { Given, Item } from './outside.ts';
import { texts } from './texts.ts';

const choices = [
  { value: 1, key: 'answer_1' },
  { value: 0.5, key: 'answer_0.5' },
  { value: 0, key: 'answer_0' },
  { value: 'na', key: 'answer_na' },
] as const;

type Props = { item: Item; taken: boolean; given: Given | undefined; onChange: (given: Omit<Given, 'v'>) => void };

/** One question for a thumb: four answers, a reason where it does not apply, whether there is evidence. */
export function OutsideItem({ item, taken, given, onChange }: Props) {
  const say = useTexts(texts);
  const words = useWords();
  const { answer = null, reason = null, supported = false } = given ?? {};
  const question = `${item.code} ${words(item.question)}`;
  if (taken)
    return (
      <section className="card outside-item" aria-label={question}>
        <p>{question}</p>
        <p className="muted">{say('outside_taken')}</p>
      </section>
    );
  return (
    <section className="card outside-item" id={`item-${item.code}`}>
      <fieldset>
        <legend>{question}</legend>
        <p className="muted">{words(item.help)}</p>
        <div className="outside-choices">
          {choices.map(({ value, key }) => (
            <label key={key} className="outside-choice">
              <input
                type="radio"
                name={item.code}
                checked={answer === value}
                onChange={() => onChange({ answer: value, reason: value === 'na' ? reason : null, supported })}
              />
              <span>{say(key)}</span>
            </label>
          ))}
        </div>
        <div className="outside-more">
          {answer === 'na' && (
            <Input
              aria-label={say('outside_reason')}
              placeholder={say('outside_reason')}
              maxLength={500}
              defaultValue={reason ?? ''}
              onBlur={({ target }) => onChange({ answer, reason: target.value.trim() || null, supported })}
            />
          )}
          {(answer === 1 || answer === 0.5) && (
            <Checkbox
              checked={supported}
              onChange={({ target }) => onChange({ answer, reason, supported: target.checked })}
            >
              {say('outside_supported')}
            </Checkbox>
          )}
        </div>
      </fieldset>
    </section>
  );
}
