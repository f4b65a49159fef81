import type { paths } from './api.gen.ts';

/** Shapes of routes whose server part is not in openapi.json yet. */
type Answer<T> = {
  responses: {
    200: { headers: Record<string, unknown>; content: { 'application/json': T } };
    default: { headers: Record<string, unknown>; content: { 'application/json': Record<string, unknown> } };
  };
};
type Get<T> = { get: Answer<T> & { parameters: { query?: never; header?: never; path?: never; cookie?: never } } };
type Post<B, T> = {
  post: Answer<T> & {
    parameters: { query?: never; header?: { 'idempotency-key'?: string }; path?: never; cookie?: never };
    requestBody: { content: { 'application/json': B } };
  };
};

type Pending = {
  '/api/home': Get<{
    today: string;
    things: {
      deadline_id: string;
      noun: string;
      row_id: string;
      programme_id: string | null;
      programme_title: string | null;
      title: string;
      why: string;
      due_on: string;
      late_days: number;
      act: string;
    }[];
    things_total: number;
    changes: {
      since: string | null;
      total: number;
      rows: {
        at: string;
        act: string;
        noun: string;
        row_id: string | null;
        title: string | null;
        organisation_name: string | null;
      }[];
    };
    programmes: {
      id: string;
      title: string;
      phase: string | null;
      tasks: number;
      confirmed: number;
      late: number;
      due_soon: number;
      targets: number;
      targets_met: number;
      from_on: string | null;
      to_on: string | null;
    }[];
  }>;
  '/api/home/visit': Post<Record<string, never>, Record<string, unknown>>;
};

export type Paths = Omit<Pending, keyof paths> & paths;
