import type { TSchema } from 'typebox';
import type { Query, Verb } from '#server/kernel/verb.ts';

/**
 * A URL bound to a verb or a query. `send` says how the answer leaves: as JSON, as a file, or with a session cookie
 * that is set (`sign_in`: the output's `token` goes into the cookie, never into the body) or cleared (`sign_out`).
 * `takes: 'file'` marks a multipart form whose one file becomes the input's `file_name` and `bytes`.
 */
export type Route = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly act: Verb | Query;
  readonly takes: 'json' | 'file';
  readonly send: 'json' | 'file' | 'sign_in' | 'sign_out';
  /** Bytes that a body may have, where the usual 4 MB are too few. */
  readonly bodyLimit?: number;
};

type AnyQuery = Query<TSchema, TSchema>;
type AnyVerb = Verb<TSchema, TSchema>;

export const get = (url: string, act: AnyQuery): Route => ({ method: 'GET', url, act, takes: 'json', send: 'json' });

export const download = (url: string, act: AnyQuery): Route => ({
  method: 'GET',
  url,
  act,
  takes: 'json',
  send: 'file',
});

export const post = (url: string, act: AnyVerb): Route => ({ method: 'POST', url, act, takes: 'json', send: 'json' });

export const upload = (url: string, act: AnyVerb): Route => ({ method: 'POST', url, act, takes: 'file', send: 'json' });

export const signIn = (url: string, act: AnyVerb): Route => ({
  method: 'POST',
  url,
  act,
  takes: 'json',
  send: 'sign_in',
});

export const signOut = (url: string, act: AnyVerb): Route => ({
  method: 'POST',
  url,
  act,
  takes: 'json',
  send: 'sign_out',
});
