import createClient from 'openapi-fetch';
import type { paths } from './api.gen.ts';

/** A refusal as the server says it (RFC 9457). `detail` is the sentence to show, `field` the input that is wrong. */
export type Problem = {
  readonly status: number;
  readonly reason: string;
  readonly detail: string;
  readonly field?: string;
  readonly id?: string;
  readonly facts?: Readonly<Record<string, string | number>>;
};

/** What a failed call throws. `status` 0 is "no answer": the network or the server is away. */
export type Failure = Error & { readonly problem: Problem };

export const problemOf = (error: unknown): Problem => {
  if (isFailure(error)) return error.problem;
  return { status: 0, reason: 'no_answer', detail: '' };
};

const isFailure = (error: unknown): error is Failure => error instanceof Error && 'problem' in error;

const failure = (problem: Problem): Failure => Object.assign(new Error(problem.detail || problem.reason), { problem });

/** The typed client of the public API. Calls are made with `read` or with useAct (ui/useAct.ts), which throw failures. */
export const api = createClient<paths>({ baseUrl: typeof location === 'undefined' ? '' : location.origin });

api.use({
  onRequest({ request }) {
    request.headers.set('accept-language', document.documentElement.lang.startsWith('en') ? 'en' : 'zh-CN');
    return request;
  },
});

type Answered<T> = { data?: T; error?: unknown; response: Response };

/** The answer of a call, or its failure thrown. */
export async function read<T>(call: Promise<Answered<T>>): Promise<T> {
  const { data, error, response } = await call.catch(noAnswer);
  reachable(true);
  if (response.ok && data !== undefined) return data;
  const problem = asProblem(error, response.status);
  if (problem.reason === 'not_signed_in' || problem.reason === 'session_ended')
    for (const listen of signedOut) listen(problem);
  throw failure(problem);
}

function noAnswer(): never {
  reachable(false);
  throw failure({ status: 0, reason: 'no_answer', detail: '' });
}

function asProblem(error: unknown, status: number): Problem {
  // Every error answer of the server is a problem document; a proxy between may send something else.
  if (typeof error === 'object' && error !== null && 'reason' in error) return error as Problem;
  return { status, reason: status >= 502 && status <= 504 ? 'no_answer' : 'bug', detail: '' };
}

/** Sends a file as a form, with progress from 0 to 1. Fetch cannot tell the progress of an upload. */
export function sendFile<T>(
  url: string,
  file: File,
  {
    fields = {},
    onProgress,
    key,
  }: { fields?: Readonly<Record<string, string>>; onProgress?: (share: number) => void; key?: string } = {},
): Promise<T> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file, file.name);
  const request = new XMLHttpRequest();
  request.open('POST', url);
  request.responseType = 'json';
  request.setRequestHeader('accept-language', document.documentElement.lang);
  if (key) request.setRequestHeader('idempotency-key', key);
  request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0);
  const answered = new Promise<Answered<T>>((resolve, reject) => {
    request.onerror = () => reject(new Error('no answer'));
    request.onload = () => {
      const response = new Response(null, { status: request.status });
      // The server's answer to this route has the shape that the caller names.
      resolve(response.ok ? { data: request.response as T, response } : { error: request.response, response });
    };
  });
  request.send(form);
  return read(answered);
}

const signedOut = new Set<(problem: Problem) => void>();

/** Called when any call finds that the session has ended. */
export const onSignedOut = (listen: (problem: Problem) => void): (() => void) => {
  signedOut.add(listen);
  return () => void signedOut.delete(listen);
};

let isReachable = true;
const watchers = new Set<() => void>();

function reachable(now: boolean): void {
  if (now === isReachable) return;
  isReachable = now;
  for (const watch of watchers) watch();
}

/** For useSyncExternalStore: does the server answer? */
export const serverAnswers = (): boolean => isReachable;
export const watchServer = (watch: () => void): (() => void) => {
  watchers.add(watch);
  return () => void watchers.delete(watch);
};
