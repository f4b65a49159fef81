import { isUnitName, splitUnits } from './units.ts';

const ROLE =
  /(?:牵头|主办|承办|主责|负责|配合|协助|协同|协办|参与|参加|落实|组织实施|支持)(?:(?:负责|落实|实施|组织实施|推进|做好))*$/;
const TIME =
  /^(?:并|须|应)?(?:长期|持续|常态化?|全年|贯穿全年|每年)(?:坚持|推进|开展|实施|进行|落实)?$|^(?:于|在)?[\d年月日底末前上下半季度旬初中至到-]{2,24}(?:前|底|内|起)?(?:全部|全面)?(?:完成|办结|落实|到位|实施|推进)?$/;
const LEAD = /^(?:此项|该项|本项|以上|上述)?(?:工作|任务)?(?:具体)?(?:由|请)?/;

/**
 * Whether a sentence says nothing but who does it: "县市场监管局牵头，县司法局、县科技局配合，长期坚持。" Each clause ends
 * with a role and holds names of units, or tells the time.
 */
export function isUnitSentence(given: string): boolean {
  const norm = given.replace(/^[（〔]([^（）〔〕]*(?:（[^（）]*）[^（）〔〕]*)*)[）〕][。；]?$/, '$1');
  if (norm.length < 6 || norm.length > 240 || /[：《]/.test(norm)) return false;
  const clauses = norm.replace(/[。；]$/, '').split(/[，；]/);
  let roles = 0;
  for (const clause of clauses) {
    if (TIME.test(clause)) continue;
    const role = ROLE.exec(clause);
    if (role === null) {
      // "甲局牵头，乙局，丙局配合": the units of the next role.
      if (roles === 0 || !isUnitName(clause)) return false;
      continue;
    }
    const list = clause.slice(0, role.index).replace(LEAD, '');
    if (list === '' || !splitUnits(`${list}${role[0]}`).every(isUnitName)) return false;
    roles++;
  }
  return roles > 0;
}
