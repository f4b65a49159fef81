import type { FormContent } from '#domain/forms/schema.ts';
import { useTexts } from '../i18n/texts.ts';
import { useWords } from '../i18n/words.ts';
import { Progress } from '../ui/Progress.tsx';
import type { Item } from './assessments.ts';
import { texts } from './texts.ts';
import type { SaveState } from './useDraft.ts';

type Props = {
  parts: FormContent['dimensions'];
  items: readonly Item[];
  answered: ReadonlySet<string>;
  state: SaveState;
  present: string | undefined;
  go: (code: string) => void;
};

/** How far it is, whether it is kept, and the parts to go to. Stays in sight while one answers. */
export function FillHead({ parts, items, answered, state, present, go }: Props) {
  const t = useTexts(texts);
  const words = useWords();
  const done = items.filter(({ code }) => answered.has(code)).length;
  return (
    <div className="fill-head">
      <div className="fill-head-line">
        <span>{t('progress', { answered: done, asked: items.length })}</span>
        <SaveWords state={state} />
      </div>
      <Progress label={t('answered')} value={done} target={items.length} bare />
      <nav aria-label={t('parts')} className="fill-parts">
        {parts.map(({ code, title }) => {
          const own = items.filter(({ dimension }) => dimension === code);
          const count = own.filter((item) => answered.has(item.code)).length;
          return (
            <button
              key={code}
              type="button"
              className="fill-part-button"
              aria-current={code === present ? 'step' : undefined}
              data-done={count === own.length}
              onClick={() => go(code)}
            >
              <strong>{code}</strong>
              <span className="fill-part-title">{words(title)}</span>
              <small>{t('part_state', { answered: count, asked: own.length })}</small>
            </button>
          );
        })}
      </nav>
    </div>
  );
}

/** In words, whether everything is kept. */
function SaveWords({ state }: { state: SaveState }) {
  const t = useTexts(texts);
  const refused = typeof state === 'object';
  const tone = refused || state === 'not_kept' ? 'bad' : state === 'waiting' ? 'warn' : 'muted';
  return (
    <span role="status" className={`fill-state ${tone}`}>
      {refused ? t('refused', { sentence: state.refused }) : t(state)}
    </span>
  );
}
