import DownloadOutlined from '@ant-design/icons/es/icons/DownloadOutlined';
import { App, type ButtonProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../ui/ActButton.tsx';
import { download } from '../ui/download.ts';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { type Deposit, proofOf } from './evidence.ts';

type Props = { deposit: Pick<Deposit, 'id' | 'state'>; name?: string } & Pick<ButtonProps, 'size' | 'type'>;

/** The proof file of one deposit; before a checkpoint covers it there is none, and the button says so. */
export function ProofButton({ deposit: { id, state }, name, ...look }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const fetchProof = async (): Promise<void> => {
    setBusy(true);
    await download(proofOf(id)).catch((error: unknown) => message.error(sentenceOf(error, t)));
    setBusy(false);
  };
  return (
    <ActButton
      {...look}
      act="evidence.proof"
      icon={<DownloadOutlined />}
      loading={busy}
      reason={state === 'published' ? null : t('evidence.proof_later')}
      {...(name ? { 'aria-label': t('evidence.proof_of', { name }) } : {})}
      onClick={() => void fetchProof()}
    >
      {t('evidence.proof')}
    </ActButton>
  );
}
