import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { api } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { renewSession } from '../session.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { useAct } from '../ui/useAct.ts';
import { memberTexts } from './texts.ts';

/** A signed-in person takes a post in one firm more, by the link behind `#`. */
export function JoinPage() {
  const t = useTexts(memberTexts);
  const client = useQueryClient();
  const [joined, setJoined] = useState<string | null>(null);
  const invitation = location.hash.slice(1);
  const act = useAct((body: { invitation: string }, once) => api.POST('/api/members/join', { body, ...once }), {
    quiet: true,
    after: async ({ organisation_name }) => {
      setJoined(organisation_name);
      await renewSession(client);
    },
  });
  return (
    <>
      <PageHead title={t('join_title')} purpose={t('join_why')} />
      {invitation.length < 20 ? (
        <Alert type="error" showIcon title={t('join_no_token')} />
      ) : joined !== null ? (
        <Alert type="success" showIcon title={t('joined', { name: joined })} />
      ) : (
        <Button type="primary" size="large" loading={act.busy} onClick={() => void act.run({ invitation })}>
          {t('join')}
        </Button>
      )}
    </>
  );
}
