import type { SecretBody } from '#domain/secrets/body.ts';
import { ConflictChoice } from '../ui/ConflictChoice.tsx';
import type { Entry } from '../vault.ts';
import { linesOf } from './exports.ts';
import { useSay } from './words.ts';

type Props = { mine: SecretBody; theirs: Entry; onMine: () => void; onTheirs: () => void };

/** Two people edited the same version: all that differs, side by side, and the choice. Compared here, never on the server. */
export function Conflict({ mine, theirs, onMine, onTheirs }: Props) {
  const say = useSay();
  // Files are no part of the choice: those of the newest version stay.
  const side = (body: SecretBody) => Object.fromEntries(linesOf({ ...body, files: theirs.body.files }, say));
  return <ConflictChoice mine={side(mine)} newest={side(theirs.body)} labels={{}} {...{ onMine, onTheirs }} />;
}
