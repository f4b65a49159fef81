import { textOf } from './markers.ts';
import { follow, type Visitor } from './visit.ts';

/** Faults of a client that leaves one field in clear, each as one line in the page would do it. */
export const faults = {
  'a header of the request that saves': `
    const { set } = Headers.prototype;
    Headers.prototype.set = function (name, value) {
      set.call(this, name, value);
      const title = document.querySelector('#title')?.value;
      if (name === 'accept-language' && title) set.call(this, 'x-title', encodeURIComponent(title));
    };`,
  'an address that the server writes into its log': `await fetch('/api/secrets/' + encodeURIComponent(document.querySelector('#title').value))`,
  'a digest of the title alone': `
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(document.querySelector('#title').value));
    const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
    await fetch('/api/health', { headers: { 'x-digest': hex } });`,
  'a word that is kept in clear on the server': `
    await fetch('/api/secrets/name-levels', { method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ core: document.querySelector('#title').value.slice(0, 5), important: '重要', ordinary: '一般' }) })`,
  'a draft that the browser keeps': `localStorage.setItem('draft', document.querySelector('#title').value)`,
} as const;

/** Opens the editor of a secret, lets every fault happen, and saves. */
export async function plantFaults(visitor: Visitor, path: string): Promise<void> {
  const { page } = visitor;
  await follow(visitor, `${path}/edit`);
  await page.locator('.secret-form').waitFor();
  await page.locator('#title').fill(textOf('secret.title'));
  for (const fault of Object.values(faults)) await page.evaluate(`(async () => { ${fault} })()`);
  await page.getByRole('button', { name: '加密并保存' }).click();
  await page.getByRole('heading', { level: 1, name: /第\d+号/ }).waitFor();
}
