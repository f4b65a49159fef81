import type { KitKind } from './kits.ts';
import type { AccessLevel, memberKinds, memberStates } from './schema.ts';

type Words<K extends string> = Readonly<Record<K, readonly [zh: string, en: string]>>;

/** Words of a member as they stand on pages, in tables that come in and go out, and in titles of duties. */
export const accessWords: Words<AccessLevel> = {
  core: ['核心', 'Core'],
  contact: ['可能接触', 'May meet secrets'],
  none: ['不接触', 'None'],
};

export const kindWords: Words<(typeof memberKinds)[number]> = {
  employee: ['员工', 'Employee'],
  intern: ['实习生', 'Intern'],
  agency: ['劳务派遣', 'Agency staff'],
  contractor: ['外包人员', 'Contractor'],
};

export const stateWords: Words<(typeof memberStates)[number]> = {
  active: ['在职', 'At work'],
  leaving: ['离职办理中', 'Leaving'],
  left: ['已离职', 'Left'],
};

export const kitWords: Words<KitKind> = {
  entry: ['入职清单', 'Entry list'],
  change: ['岗位变更清单', 'List of the change'],
  exit: ['离职清单', 'Exit list'],
};
