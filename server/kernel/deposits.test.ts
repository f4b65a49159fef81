import Type from 'typebox';
import { expect, test } from 'vitest';
import { commit, decodeEntry, digestsOf } from '#domain/evidence/entry.ts';
import type { Fact } from '#domain/evidence/statement.ts';
import { system } from '#server/kernel/actor.ts';
import { receive } from '#server/kernel/deposits.ts';
import { hashToken } from '#server/kernel/session.ts';
import { perform, type VerbContext, verb } from '#server/kernel/verb.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson } from '#test/people.ts';

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

/** An act of somebody who may deposit, whose body the test writes. */
async function act(
  run: (ctx: VerbContext) => Promise<void>,
  { deposits = true, key }: { deposits?: true | false; key?: string } = {},
) {
  const firm = await makeOrganisation(house(), { kind: 'enterprise' });
  const officer = await makePerson(house(), firm, ['enterprise_officer']);
  const shape = {
    ...{ name: 'evidence.deposit' as const, input: Type.Object({}), output: Type.Object({}) },
    run: async (ctx: VerbContext) => {
      await run(ctx);
      return {};
    },
  };
  const caller = { token: hashToken(officer.cookie.split('=')[1] ?? '') };
  const once = () => perform(house().house, caller, verb(deposits ? { ...shape, deposits } : shape), {}, key);
  const left = async () => {
    const { rows } = await house().house.database.owner.query(
      `select (select count(*)::int from evidence_inbox where org_id = $1) as entries,
              (select count(*)::int from statements where org_id = $1) as statements,
              (select count(*)::int from events where org_id = $1) as events`,
      [firm.id],
    );
    return rows[0];
  };
  return { once, left };
}

test('what an act says is never a part of the statement that records it', async () => {
  const evil = `x'; drop table deposited_files; --\\' $$ $1 \u2028`;
  const { once, left } = await act(async (ctx) => {
    ctx.about({ path: evil, data: { evil, nested: { [evil]: [evil] } } });
    ctx.deposit({ facts: { evil, [evil]: evil }, files: [{ name: evil, size: 1, sha256: evil }] });
  });
  await once();
  expect(await left()).toEqual({ entries: 1, statements: 1, events: 1 });
  const { owner } = house().house.database;
  const { rows: events } = await owner.query('select path, data from events where path = $1', [evil]);
  expect(events).toEqual([{ path: evil, data: { evil, nested: { [evil]: [evil] } } }]);
  const { rows: statements } = await owner.query('select text from statements where path = $1', [evil]);
  expect(JSON.parse(statements[0].text).facts).toEqual({ evil, [evil]: evil });
  for (const row of [evil, `null}'); drop table deposited_files; --`]) {
    const wrong = await act(async (ctx) => void ctx.deposit({ row, facts: {} }));
    await expect(wrong.once()).rejects.toThrow('not a list of ids');
    expect(await wrong.left()).toEqual({ entries: 0, statements: 0, events: 0 });
  }
  expect((await owner.query('select count(*) from deposited_files')).rowCount).toBe(1);
});

test('an act that the database ended and that is done again leaves its deposits once', async () => {
  let turn = 0;
  const { once, left } = await act(async (ctx) => {
    ctx.deposit({ facts: { turn } });
    turn += 1;
    if (turn === 1) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
  });
  await once();
  expect([turn, await left()]).toEqual([2, { entries: 1, statements: 1, events: 1 }]);
});

test('asked twice at once with one key, it deposits once', async () => {
  const { once, left } = await act(async (ctx) => void ctx.deposit({ facts: {} }), { key: 'one' });
  await Promise.all([once(), once()]);
  expect(await left()).toEqual({ entries: 1, statements: 1, events: 1 });
});

test('of an act that fails after it deposited, or deposits without saying so, nothing stays', async () => {
  const failing = await act(async (ctx) => {
    ctx.deposit({ facts: {} });
    throw new Error('later');
  });
  await expect(failing.once()).rejects.toThrow('later');
  const silent = await act(async (ctx) => void ctx.deposit({ facts: {} }), { deposits: false });
  await expect(silent.once()).rejects.toThrow('made 1 deposits');
  const empty = await act(async () => {});
  await expect(empty.once()).rejects.toThrow('made 0 deposits');
  for (const { left } of [failing, silent, empty])
    expect(await left()).toEqual({ entries: 0, statements: 0, events: 0 });
});
