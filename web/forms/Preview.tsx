import { Radio, Segmented } from 'antd';
import { useState } from 'react';
import { type Answers, itemsOf, type Profile, resultOf } from '#domain/assessments/rules.ts';
import { useTexts } from '../i18n/texts.ts';
import { useWords } from '../i18n/words.ts';
import { Tag } from '../ui/StateTag.tsx';
import type { Content } from './forms.ts';
import { texts } from './texts.ts';

/** How the form looks to whoever fills it, with a score that follows; nothing is kept. */
export function Preview({ content }: { content: Content }) {
  const t = useTexts(texts);
  const words = useWords();
  const [profile, setProfile] = useState<Profile>('standard');
  const [answers, setAnswers] = useState<Answers>({});
  const items = itemsOf(content, profile);
  const { score, grade } = resultOf({ form: content, profile, answers });
  const choices = [
    { value: 1, label: t('yes') },
    { value: 0.5, label: t('partly') },
    { value: 0, label: t('no') },
    { value: 'na', label: t('na') },
  ];
  return (
    <div className="stack">
      <div className="row">
        <Segmented<Profile>
          value={profile}
          onChange={setProfile}
          options={[
            { value: 'standard', label: t('profile_standard') },
            { value: 'micro', label: t('profile_micro') },
          ]}
        />
        <strong role="status">{t('preview_score', { score, grade })}</strong>
        <span className="muted">{t('preview_hint')}</span>
      </div>
      {content.dimensions.map(({ code, title }) => {
        const own = items.filter(({ dimension }) => dimension === code);
        if (own.length === 0) return null;
        return (
          <section key={code} className="card">
            <h2>
              {code} {words(title)}
            </h2>
            {own.map((item) => (
              <div key={item.code} className="form-preview">
                <p>
                  <strong>
                    {item.code} {words(item.question)}
                  </strong>{' '}
                  {item.key && <Tag tone="warn">{t('key')}</Tag>}
                </p>
                <p className="muted">{words(item.why)}</p>
                <Radio.Group
                  aria-label={`${item.code} ${words(item.question)}`}
                  optionType="button"
                  options={choices}
                  value={answers[item.code]?.answer ?? null}
                  onChange={({ target }) => setAnswers({ ...answers, [item.code]: { answer: target.value } })}
                />
                <p className="muted">{words(item.help)}</p>
              </div>
            ))}
          </section>
        );
      })}
    </div>
  );
}
