import type { OrganisationKind, Role } from '#domain/glossary.ts';

/** Who acts: a signed-in person in one of their posts, a visitor before sign-in, or the system on a schedule. */
export type Actor =
  | {
      readonly kind: 'person';
      readonly session: string;
      readonly person: string;
      readonly personName: string;
      readonly post: string | null;
      readonly title: string | null;
      readonly organisation: string | null;
      readonly organisationName: string | null;
      readonly organisationKind: OrganisationKind | null;
      readonly path: string;
      /** The path that the actor oversees, as row security reads it; '!' for who oversees no place. */
      readonly below: string;
      readonly division: string | null;
      readonly roles: readonly Role[];
      /** Whether one-time codes are enrolled; the three administrators may do nothing else before. */
      readonly totp: boolean;
      /** The access key by which a program acts; its issuer is the person, `roles` is empty. */
      readonly key?: string;
      /** The roles that the issuer of the key holds today. */
      readonly keyRoles?: readonly Role[];
    }
  | { readonly kind: 'visitor' }
  | { readonly kind: 'system' };

/** Who asks, before the database has said who that is. `token` is the hash of a session token, or `key:` and that of an access key. */
export type Caller = { readonly token: string | null; readonly system?: true };

export const visitor: Actor = { kind: 'visitor' };
export const system: Actor = { kind: 'system' };
