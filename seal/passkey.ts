import { Decrypter, Encrypter, webauthn } from 'age-encryption';
import { Refused } from '#domain/refused.ts';
import { type Identity, identityText, readIdentity } from './identity.ts';

/** Whether this browser can seal with a passkey at all: https (or localhost) and WebAuthn with PRF, as far as it tells. */
export async function offersPasskey(): Promise<'yes' | 'no' | 'needs_https'> {
  if (!globalThis.isSecureContext) return 'needs_https';
  if (typeof PublicKeyCredential === 'undefined') return 'no';
  const capabilities = await PublicKeyCredential.getClientCapabilities?.().catch(() => undefined);
  return capabilities?.['extension:prf'] === false ? 'no' : 'yes';
}

/** The identity sealed a second time, for a new passkey of this device. Refuses `passkey_failed`. */
export async function sealForPasskey(identity: Identity, keyName: string) {
  try {
    const credential = await webauthn.createCredential({ keyName });
    const age = new Encrypter();
    age.addRecipient(new webauthn.WebAuthnRecipient({ identity: credential }));
    return { credential, sealed: await age.encrypt(identityText(identity)) };
  } catch {
    throw new Refused('passkey_failed');
  }
}

/** Refuses `passkey_failed` and as `readIdentity`. */
export async function openWithPasskey(
  sealed: Uint8Array,
  credential: string,
  owner: { person: string; organisation: string },
): Promise<Identity> {
  const age = new Decrypter();
  age.addIdentity(new webauthn.WebAuthnIdentity({ identity: credential }));
  const plain = await age.decrypt(sealed).catch(() => {
    throw new Refused('passkey_failed');
  });
  return readIdentity(plain, owner);
}
