import { type Act, mayDo, permissions } from '../permissions.ts';
import { depositingActs } from './kinds.ts';

const nouns: readonly string[] = [...new Set(depositingActs.map((act) => act.slice(0, act.indexOf('.'))))];

const isAct = (name: string): name is Act => Object.hasOwn(permissions, name);

/**
 * Nouns whose statements a person with these roles may not read: those whose rows they may neither list nor open. A
 * statement tells what its row tells (from whom an exhibit was taken, say), so it is read by whoever reads the row.
 */
export const hiddenNouns = (roles: readonly string[]): readonly string[] =>
  nouns.filter((noun) => ![`${noun}.show`, `${noun}.list`].some((act) => isAct(act) && mayDo(roles, act)));
