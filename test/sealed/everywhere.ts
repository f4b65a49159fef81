import type { TestPerson } from '#test/people.ts';
import { walk } from '../journeys/walk.ts';
import type { SealedFirm } from './people.ts';
import { type Visitor, visit } from './visit.ts';

/** Every entry of the menu, first row and tab, with the keys open where the page asks for them. Answers how many. */
export const seeEverything = async ({ page, passphrase }: Visitor): Promise<number> =>
  (await walk(page, async () => undefined, passphrase)).length;

/** Those who serve, lead and run the place look at all of theirs too; all at the same time. */
export async function othersLook({ browser, product, around }: SealedFirm): Promise<void> {
  const look = async (person: TestPerson): Promise<void> => {
    const visitor = await visit(browser, product, person);
    visitor.page.context().setDefaultTimeout(60_000);
    await seeEverything(visitor);
    await visitor.page.context().close();
  };
  await Promise.all(Object.values(around).map(look));
}
