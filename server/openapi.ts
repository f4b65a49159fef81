import { openHttp } from '#server/kernel/http.ts';
import type { House } from '#server/kernel/verb.ts';
import { routes } from '#server/routes.ts';

/** The OpenAPI document, made from the routes alone: no database is opened. */
export async function openApiText(): Promise<string> {
  // Describing routes calls none of them, so the house behind them stays empty.
  const http = await openHttp({ house: {} as House, routes });
  await http.ready();
  const text = `${JSON.stringify(http.swagger(), null, 2)}\n`;
  await http.close();
  return text;
}
