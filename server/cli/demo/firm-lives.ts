import type { Stage } from './enterprises.ts';
import { foundKeys, type KeyedFirm } from './keyholders.ts';
import { playRegister } from './sealed.ts';

/** The three firms with depth: who holds keys there, and since when. */
const lives: readonly KeyedFirm[] = [
  { firm: 'yunwu-tea', officers: ['yunwu', 'yunhe'], employees: [], days_ago: 660 },
  { firm: 'hengxin-chemical', officers: ['hengxin', 'hengsheng'], employees: ['hengyan'], days_ago: 670 },
  { firm: 'jingrun-bearing', officers: ['jingrun', 'jingdu'], employees: ['jinggong'], days_ago: 680 },
];

/** Members, keys, register, agreements, documents and incidents of the firms with depth. */
export async function playFirmLives(stage: Stage): Promise<void> {
  for (const life of lives) {
    const keyed = await foundKeys(stage, life);
    await playRegister(stage.house, keyed, life.firm);
  }
}
