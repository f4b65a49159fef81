/**
 * The one error that a rule throws: a request that the law, the plan or the state of things does not allow.
 * `reason` is an i18n key (`refused.<reason>` in web/i18n); `detail` fills its sentence and, for `invalid`,
 * names the field. The door answers not_permitted 403, not_found 404, wrong_state and changed_meanwhile 409,
 * invalid 400, anything else 422 (RFC 9457).
 */
export class Refused extends Error {
  readonly reason: string;
  readonly detail: Readonly<Record<string, string | number>>;

  constructor(reason: string, detail: Record<string, string | number> = {}) {
    super(`${reason} ${JSON.stringify(detail)}`);
    this.name = 'Refused';
    this.reason = reason;
    this.detail = detail;
  }
}
