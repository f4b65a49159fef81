import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { instantLabel } from '../ui/DayText.tsx';
import { checkGrowth, type Growth } from './tiles.ts';

const loadCheckpoints = () => read(api.GET('/api/evidence/checkpoints', { params: { query: { size: 200 } } }));
type Checkpoint = Awaited<ReturnType<typeof loadCheckpoints>>['rows'][number];

type Verdict = { readonly growth: Growth | 'failed'; readonly older: Checkpoint; readonly newer: Checkpoint };

/** Any two checkpoints: this browser computes from the public tiles that the later one only adds to the earlier one. */
export function GrowthTool() {
  const { t } = useTranslation();
  const list = useQuery({ queryKey: ['checkpoints'], queryFn: loadCheckpoints, staleTime: 60_000 });
  const rows = list.data?.rows ?? [];
  const [from, setFrom] = useState<number | null>(null);
  const [to, setTo] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const newest = rows.find(({ size }) => size === (to ?? rows[0]?.size));
  const oldest = rows.find(({ size }) => size === (from ?? rows.at(-1)?.size));

  const check = async (): Promise<void> => {
    if (!newest || !oldest) return;
    const [older, newer] = oldest.size <= newest.size ? [oldest, newest] : [newest, oldest];
    setBusy(true);
    const growth = await checkGrowth(older, newer).catch(() => 'failed' as const);
    setVerdict({ growth, older, newer });
    setBusy(false);
  };
  return (
    <section className="card" aria-labelledby="growth-tool">
      <h2 id="growth-tool">{t('evidence.tool_title')}</h2>
      <p className="muted">{t('evidence.tool_why')}</p>
      {rows.length < 2 ? (
        <p className="muted">{t('evidence.tool_none')}</p>
      ) : (
        <div className="row growth-tool">
          <Choice label={t('evidence.tool_older')} rows={rows} value={oldest?.size ?? null} onChange={setFrom} />
          <Choice label={t('evidence.tool_newer')} rows={rows} value={newest?.size ?? null} onChange={setTo} />
          <Button loading={busy} onClick={() => void check()}>
            {t('evidence.tool_check')}
          </Button>
          {list.data && list.data.total > rows.length && (
            <span className="muted">{t('evidence.tool_newest', { count: rows.length, total: list.data.total })}</span>
          )}
        </div>
      )}
      {verdict && <VerdictLine verdict={verdict} />}
    </section>
  );
}

function Choice({
  label,
  rows,
  value,
  onChange,
}: {
  label: string;
  rows: readonly Checkpoint[];
  value: number | null;
  onChange: (size: number) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div className="growth-choice">
      <small className="muted">{label}</small>
      <Select
        aria-label={label}
        value={value}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        options={rows.map(({ size, at }) => ({
          value: size,
          label: t('evidence.tool_option', { size, at: instantLabel(at, language) }),
        }))}
        onChange={(chosen: number) => onChange(chosen)}
      />
    </div>
  );
}

function VerdictLine({ verdict: { growth, older, newer } }: { verdict: Verdict }) {
  const { t } = useTranslation();
  const sizes = { older: older.size, newer: newer.size };
  if (growth === 'failed') return <Alert type="warning" showIcon role="alert" title={t('evidence.tool_failed')} />;
  if (growth.kind === 'grew')
    return <Alert type="success" showIcon role="status" title={t('evidence.tool_grew', sizes)} />;
  if (growth.kind === 'missing')
    return <Alert type="error" showIcon role="alert" title={t('evidence.tool_missing', { tile: growth.tile })} />;
  return <Alert type="error" showIcon role="alert" title={t('evidence.tool_broken', sizes)} />;
}
