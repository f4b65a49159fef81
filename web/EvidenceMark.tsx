import SafetyCertificateOutlined from '@ant-design/icons/es/icons/SafetyCertificateOutlined';
import { useQuery } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, read } from './api.ts';
import { useLabels } from './i18n/labels.ts';
import { paths } from './paths.ts';
import { useMay } from './session.ts';
import { InstantText } from './ui/DayText.tsx';
import { DropPanel } from './ui/DropPanel.tsx';
import { download } from './ui/download.ts';
import { sentenceOf } from './ui/sentenceOf.ts';
import './evidence-mark.css';

type Marked = {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  readonly state: 'received' | 'sequenced' | 'published';
  readonly index: number | null;
};

/** A small mark beside whatever left this deposit: state, moment, and its proof. */
export function EvidenceMark({ deposit }: { deposit: Marked }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { message } = App.useApp();
  const { id, at, kind, state, index } = deposit;
  const fetchProof = () =>
    download(`/api/evidence/${id}/proof`).catch((error: unknown) => message.error(sentenceOf(error, t)));
  return (
    <DropPanel
      className="evidence-mark"
      label={
        <>
          <SafetyCertificateOutlined aria-hidden="true" />
          {labels.act(kind)} · {state === 'published' ? <InstantText at={at} /> : labels.state(state)}
        </>
      }
    >
      {(close) => (
        <>
          <p className="evidence-mark-words muted">
            {labels.state(state)} · <InstantText at={at} />
            {index !== null && <> · {t('evidence.mark_index', { index })}</>}
          </p>
          {state === 'published' && (
            <button
              type="button"
              onClick={() => {
                close();
                void fetchProof();
              }}
            >
              {t('evidence.proof')}
            </button>
          )}
          <Link to={paths.deposit(id)}>{t('evidence.open_deposit')}</Link>
        </>
      )}
    </DropPanel>
  );
}

/** The same for a row that knows only the id of its deposit. */
export function EvidenceMarkOf({ id }: { id: string }) {
  const may = useMay();
  const deposit = useQuery({
    queryKey: ['evidence', 'one', id],
    queryFn: () => read(api.GET('/api/evidence/{id}', { params: { path: { id } } })),
    enabled: may('evidence.show'),
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'published' ? 1_500 : false),
  });
  return deposit.data ? <EvidenceMark deposit={deposit.data} /> : null;
}
