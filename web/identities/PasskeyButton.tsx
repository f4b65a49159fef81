import { useQuery } from '@tanstack/react-query';
import { encodeBase64 } from '#domain/evidence/base64.ts';
import type { Identity } from '#seal/identity.ts';
import { offersPasskey, sealForPasskey } from '#seal/passkey.ts';
import { api, read } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import type { Own } from '../keyring.ts';
import { useSession } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { identityTexts } from './texts.ts';
import { useSealedAct } from './useSealedAct.ts';

/** Seals the key a second time for a passkey of this device, or takes that away; says why where it cannot be. */
export function PasskeyButton({ own, identity }: { own: Own; identity: Identity }) {
  const say = useTexts(identityTexts);
  const { person } = useSession();
  const offered = useQuery({ queryKey: ['passkey-offered'], queryFn: offersPasskey, staleTime: Infinity });
  const setting = useSealedAct(say('passkey_set'));
  const dropping = useSealedAct(say('passkey_dropped'));
  const save = async (body: { sealed: string | null; credential: string | null }) =>
    read(api.POST('/api/identities/passkey', { body: { ...body, version: own.version } }));
  const set = () =>
    setting.run(async () => {
      const { credential, sealed } = await sealForPasskey(identity, say('passkey_name', { name: person?.name ?? '' }));
      await save({ credential, sealed: encodeBase64(sealed) });
    });
  const drop = () => dropping.run(() => save({ sealed: null, credential: null }));
  if (own.passkey_sealed)
    return (
      <>
        <ActButton act="identity.passkey" loading={dropping.busy} onClick={() => void drop()}>
          {say('passkey_drop')}
        </ActButton>
        {dropping.problem && <span role="alert">{dropping.problem}</span>}
      </>
    );
  const reason =
    offered.data === 'needs_https' ? say('passkey_https') : offered.data === 'no' ? say('passkey_no') : null;
  return (
    <>
      <ActButton act="identity.passkey" reason={reason} loading={setting.busy} onClick={() => void set()}>
        {say('passkey')}
      </ActButton>
      {setting.problem && <span role="alert">{setting.problem}</span>}
    </>
  );
}
