import { administratorRoles } from '../glossary.ts';
import { Refused } from '../refused.ts';

/**
 * Separation of duties (等保 three administrators): system, security and audit administrator are three people, and
 * none of them holds a business post. Takes all roles the person would hold in all posts together.
 */
export function checkRoles(all: readonly string[]): void {
  const held = new Set(all);
  const administrator = administratorRoles.filter((role) => held.has(role));
  if (administrator.length > 1 || (administrator.length === 1 && held.size > 1)) throw new Refused('roles_conflict');
}
