import { useLabels } from '../i18n/labels.ts';

export type Tone = 'good' | 'warn' | 'bad' | 'busy' | 'plain';

/** How the glossary's states look everywhere. Colour is never alone: the word is always there. */
const tones: Readonly<Record<string, Tone>> = {
  confirmed: 'good',
  granted: 'good',
  submitted: 'good',
  adopted: 'good',
  active: 'good',
  final: 'good',
  sealed: 'good',
  planned: 'busy',
  running: 'busy',
  taken: 'warn',
  opened: 'warn',
  moved: 'warn',
  recorded: 'warn',
  assigned: 'busy',
  reported: 'warn',
  asked: 'warn',
  due: 'warn',
  under_review: 'warn',
  invited: 'warn',
  refused: 'bad',
};

/** A state by its glossary word. */
export function StateTag({ state, tone }: { state: string; tone?: Tone }) {
  return <Tag tone={tone ?? tones[state] ?? 'plain'}>{useLabels().state(state)}</Tag>;
}

/** A short word with a tone. */
export function Tag({ tone = 'plain', children }: { tone?: Tone; children: React.ReactNode }) {
  return <span className={`tag tag-${tone}`}>{children}</span>;
}
