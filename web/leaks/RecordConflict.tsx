import { type LeakBody, leakTexts as textNames } from '#domain/leaks/body.ts';
import { ConflictChoice } from '../ui/ConflictChoice.tsx';
import { useSay } from './leaks.ts';

type Props = {
  mine: LeakBody;
  theirs: LeakBody;
  names: readonly (keyof LeakBody)[];
  onMine: () => void;
  onTheirs: () => void;
};

/** Two people edited the same version: what differs, side by side, and the choice. Compared here, never on the server. */
export function RecordConflict({ mine, theirs, names, onMine, onTheirs }: Props) {
  const say = useSay();
  const labels: Record<string, string> = {
    ...Object.fromEntries(textNames.map((name) => [name, say(name)])),
    ...{ suspects: say('suspects'), access: say('access'), similarity: say('similarity') },
    ...{ evidence: say('section_evidence'), loss: say('section_loss'), routes: say('routes') },
    ...{ timeline: say('section_timeline'), rehearsal: say('section_rehearsal') },
  };
  const side = (body: LeakBody) => Object.fromEntries(names.map((name) => [name, inWords(body, name, say)]));
  return <ConflictChoice {...{ labels, onMine, onTheirs }} mine={side(mine)} newest={side(theirs)} />;
}

function inWords(body: LeakBody, name: keyof LeakBody, say: ReturnType<typeof useSay>): string {
  if (name === 'suspects')
    return body.suspects.map((one) => [one.name, say(`link_${one.link}`), one.note].join(' ')).join('；');
  if (name === 'access') return body.access.map((one) => say(`access_${one}`)).join('；');
  if (name === 'similarity') return body.similarity.map((one) => say(`similarity_${one}`)).join('；');
  if (name === 'evidence') return body.evidence.map((one) => say(`evidence_${one}`)).join('；');
  if (name === 'timeline') return body.timeline.map(({ at, what }) => `${at} ${what}`).join('；');
  if (name === 'rehearsal') return [body.rehearsal.findings, body.rehearsal.improve].filter(Boolean).join('；');
  if (name === 'loss')
    return Object.entries(body.loss)
      .map(([, value]) => String(value))
      .join('；');
  return String(body[name]);
}
