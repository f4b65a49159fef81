import { seedDemonstration } from '#server/cli/demo/seed.ts';
import { startDemoWitness } from '#server/cli/demo/witness.ts';
import { setUpLink } from '#server/cli/links.ts';
import { giveMemoryBack } from '#server/cli/memory.ts';
import { buildPages } from '#server/cli/pages.ts';
import { type Served, serve } from '#server/main.ts';

/** `humi start`: serves until it is told to stop; the first time it prints the set-up link. */
export async function startServer(): Promise<number> {
  await buildPages();
  const served = await serve(process.env);
  process.stdout.write(`护秘 Humi  ${served.url}\n`);
  const link = await setUpLink(served.house.database, { publicUrl: served.url, now: new Date() });
  if (link)
    process.stdout.write(
      `\n首次使用，请打开以下链接完成初始化（仅可使用一次，重新启动后失效）：\nFirst start: open this one-time link to set up:\n\n  ${link}\n\n`,
    );
  return untilStopped(served);
}

/** `humi demo`: the invented county, in a data folder of its own; refuses a database that holds anything else. */
export async function startDemonstration(): Promise<number> {
  await buildPages();
  const dataDir = process.env.HUMI_DATA ?? 'data/demo';
  const served = await serve({ ...process.env, HUMI_DATA: dataDir }, seedDemonstration);
  process.stdout.write(
    `护秘 Humi 演示 / demonstration  ${served.url}\n单位、人员、企业均为虚构。Everything in it is invented.\n`,
  );
  const endWitness = await startDemoWitness(served.house.database.owner, dataDir);
  return untilStopped({ ...served, close: () => endWitness().then(served.close) });
}

const untilStopped = (served: Served): Promise<number> => {
  giveMemoryBack();
  return new Promise((resolve) => {
    const stop = (): void => {
      served.close().then(
        () => resolve(0),
        () => resolve(1),
      );
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
};
