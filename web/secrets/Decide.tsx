import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import type { Unlocked } from '../KeyGate.tsx';
import type { Detail } from '../register.ts';
import { sealForm } from '../secretWork.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { useWork } from './useWork.ts';
import { useSay } from './words.ts';

type Props = { keys: Unlocked; secret: Detail; step: Detail['steps'][number]; readers: readonly string[] };

/** A step waits: another officer on the list decides, whoever asked may take it back. */
export function Decide({ keys, secret, step, readers }: Props) {
  const say = useSay();
  const labels = useLabels();
  const work = useWork(say('done'));
  const [answer, setAnswer] = useState('');
  const may = useMay();
  const own = step.asked_by === keys.identity.person;
  const params = { path: { id: secret.id } };
  const row = { version: secret.version, step: step.id };
  const decide = (path: '/api/secrets/{id}/endorse' | '/api/secrets/{id}/reject') =>
    work.run(async () => {
      const body = { step: step.kind, fields: { answer } };
      const sealed = answer.trim() === '' ? null : await sealForm(keys, { id: secret.id, readers, body });
      await read(api.POST(path, { params, body: { ...row, answer: sealed?.sealed ?? null } }));
    });
  const retract = () => work.run(() => read(api.POST('/api/secrets/{id}/retract', { params, body: row })));
  if (!own && !may('secret.endorse')) return null;
  return (
    <div className="stack secret-decide">
      {own ? (
        <div className="row">
          <span className="muted">{say('own_asked')}</span>
          <Button size="small" loading={work.busy} onClick={() => void retract()}>
            {labels.verb('retract')}
          </Button>
        </div>
      ) : (
        <>
          <Input.TextArea
            rows={2}
            maxLength={2_000}
            aria-label={say('answer')}
            placeholder={say('answer')}
            value={answer}
            onChange={({ target }) => setAnswer(target.value)}
          />
          <div className="row">
            <ActButton
              type="primary"
              act="secret.endorse"
              loading={work.busy}
              onClick={() => void decide('/api/secrets/{id}/endorse')}
            />
            <ActButton
              act="secret.reject"
              loading={work.busy}
              onClick={() => void decide('/api/secrets/{id}/reject')}
            />
          </div>
        </>
      )}
      {work.problem && <Alert type="error" showIcon role="alert" title={work.problem} />}
      {work.conflict && <Alert type="warning" showIcon role="alert" title={say('conflict')} />}
    </div>
  );
}
