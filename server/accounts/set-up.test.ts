import { expect, test } from 'vitest';
import { issueInvitation } from '#server/accounts/invitation.ts';
import { testNow, useHouse } from '#test/house.ts';
import { callsAs } from '#test/people.ts';

const house = useHouse();

test('the one-time link of the first start makes the organisation, three administrators and the officer, once', async () => {
  const { token } = await house().house.database.write({ token: null }, 'humi_gate', (db) =>
    issueInvitation(db, { kind: 'set_up', person: null, by: null, now: new Date(testNow), today: '2026-11-21' }),
  );
  const form = {
    setup_token: token,
    division_code: '371524',
    organisation_name: '示例县市场监督管理局',
    security: { name: '示例·安', login: 'anquan', password: '云溪河边有三只白鹭在飞' },
    system: { name: '示例·系', login: 'xitong' },
    audit: { name: '示例·审', login: 'shenji' },
    officer: { name: '示例·办', login: 'zhuanban' },
  };
  const stranger = callsAs(house());
  const places = await stranger.get(`/accounts/places?setup_token=${token}&q=${encodeURIComponent('东阿')}`);
  expect(places.body).toEqual({ total: 1, rows: [{ code: '371524', name: '东阿县', above: '山东省聊城市' }] });
  const wrong = await stranger.get(`/accounts/places?setup_token=${'x'.repeat(43)}&q=${encodeURIComponent('东阿')}`);
  expect(wrong.body.reason).toBe('invitation_unknown');
  const twice = await stranger.send('/accounts/set-up', { ...form, audit: { name: '示例·审', login: 'anquan' } });
  expect(twice.body).toMatchObject({ reason: 'login_taken' });
  const done = await stranger.send('/accounts/set-up', form);
  expect(done.status).toBe(200);
  expect(done.body.invitations.map((one: { role: string }) => one.role)).toEqual([
    'system_administrator',
    'audit_administrator',
    'programme_officer',
  ]);
  const officer = done.body.invitations[2];
  const accepted = await stranger.send('/accounts/accept', {
    invitation: officer.token,
    password: '另一句足够长而且好记的话',
  });
  expect(accepted.status).toBe(200);
  // Proofs say from now on who runs the register.
  expect((await stranger.get('/evidence/trust')).body.issuer).toBe('示例县市场监督管理局');
  const again = await stranger.send('/accounts/set-up', form);
  expect(again.body.reason).toBe('invitation_used');
  const late = await stranger.get(`/accounts/places?setup_token=${token}&q=${encodeURIComponent('东阿')}`);
  expect(late.body.reason).toBe('set_up_done');
});
