import type { AgreementKind } from './schema.ts';

/** Kinds of agreements as they stand on paper and in lists. */
export const agreementWords: Readonly<Record<AgreementKind, readonly [zh: string, en: string]>> = {
  confidentiality: ['保密协议', 'Confidentiality agreement'],
  non_compete: ['竞业限制协议', 'Non-compete agreement'],
  entry_undertaking: ['入职承诺书', 'Entry undertaking'],
  exit_undertaking: ['离职保密承诺书', 'Exit undertaking'],
  partner: ['合作方保密协议', 'Confidentiality agreement with a partner'],
};
