import { administratorRoles } from '../glossary.ts';
import { type Act, permissions } from '../permissions.ts';

/** Acts that leave a deposit, by noun. A test holds this list against the registry of verbs (`deposits: true`). */
export const depositingActs = [
  'agreement.record-paper',
  'agreement.sign',
  'assessment.finish',
  'authority.add',
  'authority.close',
  'authority.edit',
  'council.edit',
  'document.adopt',
  'document.attach',
  'evidence.deposit',
  'evidence.digest-record',
  'exhibit.hash',
  'exhibit.move',
  'exhibit.receive',
  'exhibit.release',
  'exhibit.seal',
  'exhibit.take',
  'exhibit.unseal',
  'file.attach',
  'form.publish',
  'identity.admit',
  'identity.found',
  'identity.remove',
  'identity.replace-recovery',
  'leak.add',
  'leak.close',
  'leak.compile',
  'leak.save',
  'learning.learn',
  'meeting.finalise',
  'plan.adopt',
  'programme.close',
  'programme.reopen',
  'remedy.finish',
  'report.submit',
  'secret.add',
  'secret.bring-back',
  'secret.change',
  'secret.conceal',
  'secret.declassify',
  'secret.destroy',
  'secret.disclose',
  'secret.endorse',
  'secret.expose',
  'secret.propose',
  'secret.resume',
  'secret.review',
  'secret.save',
  'secret.seal-again',
  'secret.suspend',
  'secret.use',
  'setting.edit',
  'target.override',
  'target.withdraw',
  'task.confirm',
  'task.report',
  'witness.add',
  'witness.close',
  'witness.edit',
] as const satisfies readonly Act[];

const notBusiness: ReadonlySet<string> = new Set(['system', ...administratorRoles]);

/**
 * Kinds by which an organisation looks for its deposits: files and manifests, then acts. What only administrators or
 * a schedule do is the installation's own; `evidence.deposit` leaves files and manifests.
 */
export const depositKinds: readonly string[] = [
  'file',
  'manifest',
  ...depositingActs.filter(
    (act) => act !== 'evidence.deposit' && permissions[act].some((grant) => !notBusiness.has(grant)),
  ),
];
