import { useEffect, useRef } from 'react';
import { type Redactor, startRedactor } from '#seal/redact/redactor.ts';
import { onLocked } from '../keyring.ts';

export type Source = {
  readonly file: File;
  /** It lies sealed among the files of the entry already. */
  readonly sealed: boolean;
} & Awaited<ReturnType<Redactor['open']>>;

export type Made = Awaited<ReturnType<Redactor['make']>>;

/** The worker that holds the file: a new one for each file, ended with the page and on locking. */
export function useRedactor() {
  const current = useRef<Redactor | null>(null);
  useEffect(() => {
    const forget = onLocked(() => current.current?.end());
    return () => {
      forget();
      current.current?.end();
    };
  }, []);
  return {
    begin: (): Redactor => {
      current.current?.end();
      current.current = startRedactor();
      return current.current;
    },
    current,
  };
}

/** Where the present worker is, and how to begin another. */
export type RedactorRef = ReturnType<typeof useRedactor>;
