import { growRoll, type Roll } from '#domain/identities/roll.ts';
import { openIdentity } from '#seal/identity.ts';
import { sealRecord } from '#seal/record.ts';
import { rollTools } from '#seal/roll.ts';
import { newId } from '#server/kernel/id.ts';
import { textOf } from './markers.ts';
import type { SealedFirm } from './people.ts';

/** An incident with its sealed story, two versions of it, a step, a preparation and a package: through the recorder. */
export async function tellLeak({ officer, second, product, firm }: SealedFirm, secret: string): Promise<string> {
  const { owner } = product;
  const notes = await owner.query('select note from roll_entries where org_id = $1 order by seq', [firm.id]);
  let roll: Roll | undefined;
  for (const { note } of notes.rows) roll = growRoll(roll, note, { organisation: firm.id, tools: rollTools });
  if (!roll) throw new Error('no roll');
  const mine = await owner.query('select sealed from identities where person_id = $1', [officer.person.id]);
  const place = { person: officer.person.id, organisation: firm.id };
  const author = await openIdentity(mine.rows[0].sealed, officer.passphrase, place);
  const id = newId();
  const at = new Date().toISOString();
  const need_to_know = [officer.person.id, second.person.id];
  const body = Object.fromEntries(
    ['happened', 'suspect', 'channel', 'loss', 'evidence'].map((name) => [name, textOf(`leak.${name}`)]),
  );
  const seal = async (version: number, previous: string | null) => {
    const draft = { format: 'humi-leak/1', subject: id, version, previous, need_to_know, body } as const;
    const { file, sha256, sm3, size } = await sealRecord(draft, { author, roll, at });
    return { sealed: Buffer.from(file).toString('base64'), sha256, sm3, size };
  };
  const post = async (path: string, sent: object) => {
    const answer = await fetch(`${product.url}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: officer.person.cookie },
      body: JSON.stringify(sent),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };
  const first = await seal(1, null);
  const added = { id, kind: 'suspected', found_at: at, secrets: [secret], readers: need_to_know };
  await post('/leaks', { ...added, ...first });
  await post(`/leaks/${id}/save`, { latest: 1, ...(await seal(2, first.sha256)) });
  await post(`/leaks/${id}/consult`, {});
  await post(`/leaks/preparations/${secret}/prepare`, { missing: ['loss', 'access'] });
  return id;
}
