import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useHouse } from '#test/house.ts';
import { makeTrust, newEd25519 } from '#test/proofs.ts';
import { readTrust } from '#verify/trust.ts';
import { withTrust } from '#verify/with-trust.ts';

const house = useHouse();
const built = existsSync(join(import.meta.dirname, '../dist/verify/humi-verify.html'));
const ask = (url: string, headers = {}) => house().http.inject({ method: 'GET', url, headers });
const trustIn = (page: string): string => /id="trust">(.*?)<\/script>/.exec(page)?.[1] ?? '';

test.runIf(built)(
  '[C45] /verify is for anybody, with the trust list inside and a policy that lets it ask for nothing',
  async () => {
    const answer = await ask('/verify');
    expect(answer.statusCode).toBe(200);
    const { format, origin, keys } = readTrust(trustIn(answer.body));
    expect({ format, origin }).toEqual({ format: 'humi-trust/1', origin: expect.any(String) });
    expect(keys.length).toBeGreaterThan(0);
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^']+' 'wasm-unsafe-eval'; style-src 'sha256-/);
    expect(policy).not.toMatch(/connect-src|unsafe-inline|'self'|https?:/);
    const script = /<script>([\s\S]*)<\/script>/.exec(answer.body)?.[1] ?? '';
    expect(policy).toContain(createHash('sha256').update(script).digest('base64'));
  },
);

test.runIf(built)('it can be taken along as one file, compressed on the way', async () => {
  const answer = await ask('/verify/humi-verify.html', { 'accept-encoding': 'gzip' });
  expect(answer.headers['content-disposition']).toBe('attachment; filename="humi-verify.html"');
  expect(answer.headers['content-encoding']).toBe('gzip');
  expect(answer.rawPayload.length).toBeLessThan(300_000);
  const plain = await ask('/verify/humi-verify.html');
  expect(plain.body).not.toMatch(/<script[^>]+src=|<link[^>]+href="(?!data:)|@import|url\((?!data:)/);
});

test('nothing in a trust list can end the element that holds it', () => {
  const issuer = '</script><script>alert(1)</script>$&';
  const list = makeTrust({ keys: [newEd25519('a')], issuer });
  const page = withTrust('<script type="application/json" id="trust">null</script>', list);
  expect(page.match(/<\/script>/g)).toHaveLength(1);
  expect(readTrust(trustIn(page)).issuer).toBe(issuer);
});
