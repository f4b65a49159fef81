import { Alert, Button } from 'antd';
import { useState } from 'react';
import { readBody } from '#domain/secrets/body.ts';
import { openRecord } from '#seal/record.ts';
import { api, read } from '../api.ts';
import type { Unlocked } from '../KeyGate.tsx';
import { bytesOf } from '../keyring.ts';
import type { Detail } from '../register.ts';
import type { Entry } from '../vault.ts';
import { ContentCard } from './ContentCard.tsx';
import { useWork } from './useWork.ts';
import { useSay } from './words.ts';

/** When the newest version does not open as it should: the one before it, as it was signed. */
export function OlderVersion({ keys, secret }: { keys: Unlocked; secret: Detail }) {
  const say = useSay();
  const work = useWork();
  const [opened, setOpened] = useState<Entry | null>(null);
  const version = secret.latest - 1;
  const open = () =>
    work.run(async () => {
      const { rows } = await read(
        api.POST('/api/secrets/consult', { body: { ids: [secret.id], version, purpose: 'review' } }),
      );
      const asked = { format: 'humi-secret/1', subject: secret.id, version } as const;
      const { record, sha256 } = await openRecord<unknown>(bytesOf(rows[0]?.sealed ?? ''), asked, keys);
      const { author, at, need_to_know } = record;
      setOpened({ version, sha256, author, at, need_to_know, body: readBody(record.body) });
    });
  return (
    <div className="stack">
      <div className="row">
        <Button loading={work.busy} onClick={() => void open()}>
          {say('try_version', { version })}
        </Button>
      </div>
      {work.problem && <Alert type="error" showIcon title={work.problem} />}
      {opened && <ContentCard entry={opened} nameOf={keys.nameOf} />}
    </div>
  );
}
