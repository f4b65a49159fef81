export const others = ['system', 'audit', 'officer'] as const;
export type Other = (typeof others)[number];

/** What the set-up page has been told so far. */
export type SetUp = {
  readonly division_code: string;
  readonly division_name: string;
  readonly organisation_name: string;
  readonly security: {
    readonly name: string;
    readonly login: string;
    readonly password: string;
    readonly again: string;
  };
} & { readonly [role in Other]: { readonly name: string; readonly login: string } };

const nobody = { name: '', login: '' };

export const nothing: SetUp = {
  division_code: '',
  division_name: '',
  organisation_name: '',
  security: { ...nobody, password: '', again: '' },
  system: nobody,
  audit: nobody,
  officer: nobody,
};

/** The step at which a refusal of the server is to be corrected. */
export function stepOf(
  field: string | undefined,
  facts: Readonly<Record<string, string | number>> | undefined,
  form: SetUp,
): number {
  if (field?.startsWith('division') || field?.startsWith('organisation')) return 0;
  if (field === 'password' || field?.startsWith('security') || facts?.login === form.security.login) return 1;
  return 2;
}

/** A login that two of the four share; null when all differ. */
export function sameLogin(form: SetUp): string | null {
  const logins = [form.security.login, ...others.map((role) => form[role].login)].map((login) => login.trim());
  return logins.find((login, index) => login !== '' && logins.indexOf(login) !== index) ?? null;
}
