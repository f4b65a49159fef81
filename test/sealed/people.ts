import type { Browser } from 'playwright-core';
import type { Role } from '#domain/glossary.ts';
import { makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';
import type { Product } from './product.ts';
import { type Visitor, visit } from './visit.ts';

/** A firm with two officers and an employee, and everybody who serves, leads or runs the place around it. */
export async function makeFirm(browser: Browser, product: Product) {
  // The fixtures write rows as the owner of the database; their calls through HTTP are not used here.
  const house = { house: { database: { owner: product.owner } } } as unknown as Parameters<typeof makePerson>[0];
  const firm = await makeOrganisation(house, { kind: 'enterprise', name: '示例密封科技有限公司' });
  const bureau = await makeOrganisation(house, { name: '示例县市场监督管理局' });
  const station = await makeOrganisation(house, { name: '示例保护服务站', kind: 'station' });
  await product.owner.query('update enterprises set station_org = $2, liaison_org = $3 where org_id = $1', [
    ...[firm.id, station.id, bureau.id],
  ]);
  const person = (roles: readonly Role[], at = firm): Promise<TestPerson> => makePerson(house, at, roles);
  const [officer, second, employee] = [
    await visit(browser, product, await person(['enterprise_officer'])),
    await visit(browser, product, await person(['enterprise_officer'])),
    await visit(browser, product, await person(['employee'])),
  ];
  const around = {
    bureau: await person(['programme_officer'], bureau),
    leader: await person(['leader'], bureau),
    station: await person(['station_officer'], station),
    system: await person(['system_administrator'], bureau),
    security: await person(['security_administrator'], bureau),
    audit: await person(['audit_administrator'], bureau),
  };
  const nameOf = async ({ person: { id } }: Visitor): Promise<string> =>
    (await product.owner.query('select name from people where id = $1', [id])).rows[0].name;
  const names = { second: await nameOf(second), employee: await nameOf(employee), officer: await nameOf(officer) };
  return { product, browser, firm, officer, second, employee, around, names };
}

export type SealedFirm = Awaited<ReturnType<typeof makeFirm>>;
