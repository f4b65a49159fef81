import { expect, test } from 'vitest';
import { commit, decodeEntry, digestsOf } from '#domain/evidence/entry.ts';
import type { Fact } from '#domain/evidence/statement.ts';
import { system } from '#server/kernel/actor.ts';
import { receive } from '#server/kernel/deposits.ts';
import { useHouse } from '#test/house.ts';

const house = useHouse();

/** Texts and numbers whose bytes differ between engines, if any do. */
const odd: Record<string, Fact> = {
  emoji: '👩‍🚒 𠮷',
  separators: 'a\u2028b\u2029c',
  composed: '\u00e9',
  decomposed: 'e\u0301',
  backslashes: 'C:\\u0000\\新建 "文件"\t\r\n',
  half: 'a\ud83d',
  nul: 'b\u0000',
  control: '\u0001\u007f\u0085\ufeff\uffff',
  numbers: [1e21, -0, 0.1, 1e-7, Number.MAX_SAFE_INTEGER, 5e-324],
  'é\ud800': null,
};

test('[C23] a statement is the same bytes when it is committed to, kept and read again, whatever it says', async () => {
  const now = new Date('2026-11-21T04:00:00.123Z');
  const { id, entry, salt, stated } = receive({ facts: odd }, { actor: system, act: 'evidence.digest-record', now });
  const { owner } = house().house.database;
  const {
    rows: [kept],
  } = await owner.query(
    `with s as (insert into statements (deposit_id, org_id, noun, act, at, text)
       values ($1, '00000000-0000-0000-0000-000000000000', 'evidence', 'evidence.digest-record', $2, $3) returning text)
     select text, encode(sha256(convert_to(text, 'UTF8')), 'hex') as sha256, text::jsonb #>> '{facts,half}' as half from s`,
    [id, now, stated?.text],
  );
  expect(kept.half).toBe('a\ufffd');
  const digests = digestsOf(new TextEncoder().encode(kept.text));
  expect(kept.sha256).toBe(Buffer.from(digests.sha256).toString('hex'));
  expect(decodeEntry(entry)?.commitments).toEqual(commit(salt, digests));
  expect(JSON.parse(kept.text)).toMatchObject({
    at: now.toISOString(),
    facts: { numbers: [1e21, 0, 0.1, 1e-7, Number.MAX_SAFE_INTEGER, 5e-324] },
  });
  expect(decodeEntry(entry)?.at).toBe(now.getTime());
});
