import type { Role } from './glossary.ts';

/**
 * Who may do what: act → roles. Default deny: an act that is not here is nobody's. `anybody` means before
 * sign-in, `everybody` any signed-in person, `system` a schedule. Reads are listed too (`<noun>.list`).
 * Which rows a person sees is not decided here but in server/db/policies.sql.
 */
export type Grant = Role | 'anybody' | 'everybody' | 'system';

const office = ['programme_officer'] as const;
const business = [
  'programme_officer',
  'leader',
  'unit_officer',
  'superior_officer',
  'station_officer',
  'enterprise_officer',
] as const;
const overseers = ['programme_officer', 'leader', 'superior_officer'] as const;
const doers = ['programme_officer', 'unit_officer', 'superior_officer', 'station_officer'] as const;
/** Of an organisation that keeps evidence (domain/exhibits/rules.ts): the verbs and row security say which. */
const custodians = ['programme_officer', 'unit_officer'] as const;
/** Who answers for a program of their own organisation. */
const keepers = ['enterprise_officer', 'station_officer', 'programme_officer', 'unit_officer'] as const;

export const permissions = {
  'account.set-up': ['anybody'],
  'account.accept': ['anybody'],
  'account.sign-in': ['anybody'],
  'account.invitation': ['anybody'],
  'account.demonstration': ['anybody'],
  'account.places': ['anybody'],
  'account.enter': ['anybody'],
  'account.sign-out': ['everybody'],
  'account.show': ['anybody'],
  'account.sessions': ['everybody'],
  'account.revoke': ['everybody'],
  'account.change-password': ['everybody'],
  'account.enrol-totp': ['everybody'],
  'account.confirm-totp': ['everybody'],
  'account.switch-post': ['everybody'],
  'account.invite': ['security_administrator'],
  'account.unlock': ['security_administrator'],

  'person.list': [...business, 'security_administrator', 'audit_administrator'],
  'person.show': [...business, 'security_administrator', 'audit_administrator'],
  'person.add': ['security_administrator'],
  'person.edit': ['security_administrator'],
  'person.appoint': ['security_administrator'],
  'person.dismiss': ['security_administrator'],
  'person.leave': ['security_administrator'],

  'division.list': ['everybody'],
  'division.show': ['everybody'],
  'division.add': ['system_administrator'],
  'division.edit': ['system_administrator'],

  'organisation.list': ['everybody'],
  'organisation.show': ['everybody'],
  'organisation.export': ['everybody'],
  'organisation.add': ['programme_officer', 'superior_officer', 'system_administrator'],
  'organisation.edit': ['programme_officer', 'superior_officer', 'system_administrator'],
  'organisation.import': ['programme_officer', 'superior_officer', 'system_administrator'],
  'organisation.close': ['system_administrator'],

  'plan.list': [...overseers],
  'plan.show': [...overseers],
  'plan.units': [...overseers],
  'plan.difference': [...overseers],
  'plan.add': [...office, 'superior_officer'],
  'plan.read': [...office, 'superior_officer'],
  'plan.correct': [...office, 'superior_officer'],
  'plan.discard': [...office, 'superior_officer'],
  'plan.adopt': [...office, 'superior_officer'],

  'programme.list': [...business],
  'programme.show': [...business],
  'programme.overview': [...overseers],
  'programme.edit': [...office, 'superior_officer'],
  'programme.assign': [...office, 'superior_officer'],
  'programme.link': [...office, 'superior_officer'],
  'programme.close': [...office, 'superior_officer'],
  'programme.reopen': [...office, 'superior_officer'],
  'programme.roll-up': ['system'],

  'council.show': [...business],
  'council.edit': [...office, 'superior_officer'],

  'meeting.list': [...business],
  'meeting.show': [...business],
  'meeting.export': [...business],
  'meeting.add': [...office, 'superior_officer'],
  'meeting.edit': [...office, 'superior_officer'],
  'meeting.record': [...office, 'superior_officer'],
  'meeting.finalise': [...office, 'superior_officer'],
  'meeting.cancel': [...office, 'superior_officer'],

  'pilot.list': [...business],
  'pilot.add': [...office, 'superior_officer'],
  'pilot.edit': [...office, 'superior_officer'],

  'task.list': [...business],
  'task.show': [...business],
  'task.export': [...business],
  'task.calendar': [...business],
  'task.add': [...office, 'superior_officer'],
  'task.edit': [...office, 'superior_officer'],
  'task.assign': [...office, 'superior_officer'],
  'task.cancel': [...office, 'superior_officer'],
  'task.import': [...office, 'superior_officer'],
  'task.note': [...doers],
  'task.report': [...doers],
  'task.confirm': [...office, 'superior_officer'],
  'task.return': [...office, 'superior_officer'],
  'task.reopen': [...office, 'superior_officer'],
  'task.ask-extension': [...doers],
  'task.grant-extension': [...office, 'superior_officer'],
  'task.refuse-extension': [...office, 'superior_officer'],
  'task.remind': [...office, 'superior_officer', 'system'],

  'target.list': [...business],
  'target.show': [...business],
  'target.rows': [...business],
  'target.export': [...business],
  'target.add': [...office, 'superior_officer'],
  'target.edit': [...office, 'superior_officer'],
  'target.override': [...office, 'superior_officer'],
  'target.withdraw': [...office, 'superior_officer'],
  'target.split': [...office, 'superior_officer'],
  'target.snapshot': ['system'],

  'statistic.list': ['everybody'],

  'report.list': [...business],
  'report.submit': [...office, 'superior_officer'],
  'report.remind': ['system'],

  'exhibit.list': [...custodians, 'leader'],
  'exhibit.show': [...custodians, 'leader'],
  'exhibit.export': [...custodians, 'leader'],
  'exhibit.record': [...custodians, 'leader'],
  'exhibit.add': [...custodians],
  'exhibit.edit': [...custodians],
  'exhibit.discard': [...custodians],
  'exhibit.take': [...custodians],
  'exhibit.seal': [...custodians],
  'exhibit.hash': [...custodians],
  'exhibit.move': [...custodians],
  'exhibit.receive': [...custodians],
  'exhibit.unseal': [...custodians],
  'exhibit.release': [...custodians],

  'enterprise.list': [...business],
  'enterprise.show': [...business],
  'enterprise.export': [...business],
  'enterprise.terms': ['everybody'],
  'enterprise.add': [...office, 'superior_officer'],
  'enterprise.edit': [...office, 'superior_officer', 'enterprise_officer'],
  'enterprise.assign': [...office, 'superior_officer'],
  'enterprise.add-tag': [...office, 'superior_officer'],
  'enterprise.close-tag': [...office, 'superior_officer'],
  'enterprise.invite': [...office, 'superior_officer'],
  'enterprise.invitation': ['anybody'],
  'enterprise.join': ['anybody'],
  'enterprise.places': ['anybody'],
  'enterprise.register': ['anybody'],
  'enterprise.application': ['everybody'],
  'enterprise.applications': [...overseers],
  'enterprise.approve': [...office, 'superior_officer'],
  'enterprise.decline': [...office, 'superior_officer'],
  'enterprise.imports': [...office, 'superior_officer'],
  'enterprise.preview': [...office, 'superior_officer'],
  'enterprise.errors': [...office, 'superior_officer'],
  'enterprise.import': [...office, 'superior_officer'],
  'enterprise.map': [...office, 'superior_officer'],
  'enterprise.apply': [...office, 'superior_officer'],
  'enterprise.cancel-import': [...office, 'superior_officer'],
  'enterprise.take-in': ['system'],

  'file.attach': [...doers],
  'file.show': [...business],

  'visit.list': [...business],
  'visit.show': [...business],
  'visit.export': [...business],
  'visit.firms': [...doers],
  'visit.research': [...doers, 'leader'],
  'visit.add': [...doers],
  'visit.edit': [...doers],
  'visit.discard': [...doers],
  'visit.confirm': [...doers],
  'visit.reopen': [...doers],
  'visit.report': ['enterprise_officer'],

  'remedy.list': [...business, 'employee'],
  'remedy.show': [...business, 'employee'],
  'remedy.export': [...business],
  'remedy.open': [...doers, 'enterprise_officer'],
  'remedy.assign': [...doers, 'enterprise_officer'],
  'remedy.finish': [...doers, 'enterprise_officer', 'employee'],
  'remedy.drop': [...doers, 'enterprise_officer'],
  'remedy.reopen': [...doers, 'enterprise_officer'],

  'coverage.show': [...overseers, 'station_officer', 'unit_officer'],
  'coverage.items': [...overseers, 'station_officer', 'unit_officer'],
  'coverage.firms': [...overseers, 'station_officer', 'unit_officer'],
  'coverage.export': [...overseers, 'station_officer', 'unit_officer'],
  'coverage.recount': ['system'],

  'home.show': [...business, 'employee'],
  'home.visit': [...business, 'employee'],
  'home.leader': [...overseers],

  'key.list': [...keepers],
  'key.issue': [...keepers],
  'key.revoke': [...keepers],

  'evidence.list': [...business, 'audit_administrator'],
  'evidence.show': [...business, 'audit_administrator'],
  'evidence.export': [...business, 'audit_administrator'],
  'evidence.deposit': [...business],
  'evidence.proof': [...business, 'audit_administrator'],
  'evidence.request-token': [...business],
  'evidence.kit': [...business, 'system_administrator'],
  'evidence.monitor': ['anybody'],
  'evidence.trust': ['anybody'],
  'evidence.checkpoints': ['anybody'],
  'evidence.digest-record': ['system'],
  'evidence.recover': ['system'],
  'evidence.rotate-key': ['system'],
  'evidence.revoke-key': ['system'],

  'event.list': [...overseers, 'audit_administrator'],
  'event.export': [...overseers, 'audit_administrator'],

  'authority.list': ['system_administrator', 'security_administrator', 'audit_administrator', ...overseers],
  'authority.add': ['system_administrator'],
  'authority.edit': ['system_administrator'],
  'authority.close': ['system_administrator'],
  'witness.list': ['system_administrator', 'security_administrator', 'audit_administrator', ...overseers],
  'witness.add': ['system_administrator'],
  'witness.edit': ['system_administrator'],
  'witness.close': ['system_administrator'],

  'setting.list': ['system_administrator', 'security_administrator', 'audit_administrator', ...overseers],
  'setting.edit': ['system_administrator'],
  'setting.calendar': ['everybody'],
  'setting.import-calendar': ['system_administrator'],
  'setting.clean-up': ['system'],
} as const satisfies Record<string, readonly Grant[]>;

export type Act = keyof typeof permissions;

/** All that a program may do with an access key (Authorization: Bearer), whoever issued it. */
export const keyActs: readonly string[] = ['evidence.deposit', 'evidence.list', 'evidence.show', 'evidence.proof'];

/** May a signed-in person with these roles do this act? */
export function mayDo(roles: readonly string[], act: Act): boolean {
  const grants: readonly string[] = permissions[act];
  return grants.includes('anybody') || grants.includes('everybody') || roles.some((role) => grants.includes(role));
}
