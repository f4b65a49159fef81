/**
 * On a page without https, browsers hide `crypto.subtle`. The age library falls back to its own X25519 only when
 * WebCrypto says "not supported", so this says it. Call before anything is sealed; harmless where WebCrypto is there.
 */
export function allowPlainHttp(): void {
  if (typeof crypto === 'undefined' || crypto.subtle !== undefined) return;
  const unsupported = () => Promise.reject(new DOMException('no WebCrypto here', 'NotSupportedError'));
  Object.defineProperty(crypto, 'subtle', { value: { importKey: unsupported, deriveBits: unsupported } });
}
