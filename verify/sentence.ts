import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import { fill, kindLabel, listed, momentOf, type Words } from './words.ts';

/** The one sentence of a verdict. Of a proof that fails it is what failed first. */
export function mainSentence(findings: readonly Finding[], facts: Facts | null, isOwnWord: boolean): Words {
  const wrong = findings.find(({ outcome }) => outcome === 'fails');
  if (wrong || !facts) return fill(frames.fails, { why: { zh: wrong?.zh ?? '', en: wrong?.en ?? '' } });
  const detail = {
    what: whatOf(facts),
    time: momentOf(facts.earliest?.at ?? facts.at),
    by: byOf(facts),
    issuer: facts.issuer,
    index: facts.index,
    cosigned: cosignedOf(facts),
    fingerprint: facts.keys[0]?.fingerprint ?? '—',
  };
  if (isOwnWord) return fill(frames.ownWord, detail);
  return fill(findings.some(({ outcome }) => outcome === 'note') ? frames.limited : frames.holds, detail);
}

const frames = {
  holds: {
    zh: '核验通过：{what}至迟于{time}已经存在，{by}；“{issuer}”将其登记为第{index}号并签名，{cosigned}。',
    en: 'The proof holds: {what} existed at {time} at the latest, {by}; “{issuer}” registered it as no. {index} and signed, {cosigned}.',
  },
  limited: {
    zh: '核验通过，但有保留：{what}至迟于{time}已经存在，{by}；“{issuer}”将其登记为第{index}号并签名，{cosigned}。',
    en: 'The proof holds, with reservations: {what} existed at {time} at the latest, {by}; “{issuer}” registered it as no. {index} and signed, {cosigned}.',
  },
  ownWord: {
    zh: '证明文件自身一致，但尚未确认是谁签的名：按其所述，{what}至迟于{time}已经存在，{by}；自称“{issuer}”的登记方将其登记为第{index}号，{cosigned}；请先核对签名密钥的指纹（{fingerprint}）。',
    en: 'The proof agrees with itself, but who signed it is not confirmed: by its own word {what} existed at {time} at the latest, {by}; a register that calls itself “{issuer}” has it as no. {index}, {cosigned}; compare the fingerprint of the signing key first ({fingerprint}).',
  },
  fails: { zh: '核验未通过：{why}', en: 'The proof fails: {why}' },
} as const satisfies Record<string, Words>;

function whatOf({ kind, statement, originals, files, organisation }: Facts): Words {
  const held = originals.filter(({ matches }) => matches !== null).map(({ name }) => name);
  const given = listed(held);
  if (statement) {
    const label = kindLabel(statement.act);
    const zh = `“${statement.organisation.name}”的存证说明（${label.zh}）`;
    const en = `the statement of “${statement.organisation.name}” (${label.en})`;
    if (held.length === 0) return { zh, en };
    return { zh: `${zh}及其所列文件${given.zh}`, en: `${en} with the file ${given.en} that it lists` };
  }
  if (held.length > 0) return { zh: `文件${given.zh}`, en: `the file ${given.en}` };
  if (files.length > 0)
    return { zh: `清单所列的${files.length}个文件`, en: `the ${files.length} files of the manifest` };
  if (kind === 'file')
    return { zh: '本证明所指的文件（未提供原件）', en: 'the file of this proof (the original was not given)' };
  const { zh, en } = kindLabel(kind);
  // The name outside a statement is a label that anybody can write over; the number is what the pseudonym opens to.
  const { id } = organisation;
  return { zh: `单位${id}的登记内容（${zh}，未提供）`, en: `the registered content of ${id} (${en}, not given)` };
}

function byOf({ earliest }: Facts): Words {
  if (!earliest) return { zh: '这一时间只有登记方自己的时钟为据', en: 'by the register’s own clock only' };
  const zh = earliest.by === 'authority' ? '时间戳机构' : '见证方';
  const en = earliest.by === 'authority' ? 'time authority' : 'witness';
  return { zh: `这一时间由${zh}“${earliest.name}”证明`, en: `as the ${en} “${earliest.name}” attests` };
}

function cosignedOf({ witnesses }: Facts): Words {
  if (witnesses.length === 0) return { zh: '没有见证方共同签署', en: 'co-signed by no witness' };
  const names = listed(witnesses.map(({ name }) => name));
  return { zh: `见证方${names.zh}共同签署`, en: `co-signed by ${names.en}` };
}
