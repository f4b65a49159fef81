import { api, read } from '../api.ts';
import type { Unlocked } from '../KeyGate.tsx';
import type { Detail } from '../register.ts';
import { type Sent, sealForm } from '../secretWork.ts';
import type { SecretText } from './texts.ts';

/** Words of a form by the label they stand under: what is sealed of an act. */
export type FormBody = { readonly step: string; readonly fields: Readonly<Partial<Record<SecretText, string>>> };

export type Target = { readonly keys: Unlocked; readonly secret: Detail; readonly readers: readonly string[] };

/** Seals the form of an act, and hands it on with what names the row. */
export async function sealed({ keys, secret, readers }: Target, form: FormBody) {
  const sent: Sent = await sealForm(keys, { id: secret.id, readers, body: form });
  return { params: { path: { id: secret.id } }, body: { version: secret.version, ...sent } };
}

export type Plain = 'conceal' | 'suspend' | 'expose' | 'resume' | 'declassify' | 'disclose';

/** The acts that carry a form and nothing else in clear. */
export async function sendPlain(target: Target, act: Plain, form: FormBody): Promise<unknown> {
  const call = await sealed(target, form);
  const calls = {
    conceal: () => api.POST('/api/secrets/{id}/conceal', call),
    suspend: () => api.POST('/api/secrets/{id}/suspend', call),
    expose: () => api.POST('/api/secrets/{id}/expose', call),
    resume: () => api.POST('/api/secrets/{id}/resume', call),
    declassify: () => api.POST('/api/secrets/{id}/declassify', call),
    disclose: () => api.POST('/api/secrets/{id}/disclose', call),
  } as const;
  return read(calls[act]());
}
