import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { instantLabel } from '../ui/DayText.tsx';
import { checkGrowth, type Growth, type Head, readKept } from './tiles.ts';

const loadCheckpoints = () => read(api.GET('/api/evidence/checkpoints', { params: { query: { size: 200 } } }));
type Checkpoint = Awaited<ReturnType<typeof loadCheckpoints>>['rows'][number];

type Verdict =
  | { readonly kind: 'wrong_text' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'other_register'; readonly origin: string }
  | { readonly kind: 'checked'; readonly growth: Growth; readonly older: Head; readonly newer: Head };

/** Any two checkpoints: this browser computes from the public tiles that the later one only adds to the earlier one. */
export function GrowthTool({ origin }: { origin: string }) {
  const { t } = useTranslation();
  const list = useQuery({ queryKey: ['checkpoints'], queryFn: loadCheckpoints, refetchInterval: 60_000 });
  // Every register begins with the empty one: that tells nothing.
  const rows = (list.data?.rows ?? []).filter(({ size }) => size > 0);
  const [from, setFrom] = useState<number | null>(null);
  const [to, setTo] = useState<number | null>(null);
  const [own, setOwn] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const second = rows.find(({ size }) => size === (to ?? rows[0]?.size));
  const first = rows.find(({ size }) => size === (from ?? rows.at(-1)?.size));
  const check = async (): Promise<void> => {
    setBusy(true);
    setVerdict(await judge({ first, second, own, origin }));
    setBusy(false);
  };
  return (
    <section className="card" aria-labelledby="growth-tool">
      <h2 id="growth-tool">{t('evidence.tool_title')}</h2>
      <p className="muted">{t('evidence.tool_why')}</p>
      {rows.length < 1 || (rows.length < 2 && own === null) ? (
        <p className="muted">{t('evidence.tool_none')}</p>
      ) : (
        <div className="row growth-tool">
          {own === null && (
            <Choice label={t('evidence.tool_older')} rows={rows} value={first?.size ?? null} onChange={setFrom} />
          )}
          <Choice label={t('evidence.tool_newer')} rows={rows} value={second?.size ?? null} onChange={setTo} />
          <Button loading={busy} onClick={() => void check()}>
            {t('evidence.tool_check')}
          </Button>
          {list.data && list.data.total > list.data.rows.length && (
            <span className="muted">
              {t('evidence.tool_newest', { count: list.data.rows.length, total: list.data.total })}
            </span>
          )}
        </div>
      )}
      <Checkbox checked={own !== null} onChange={({ target }) => setOwn(target.checked ? '' : null)}>
        {t('evidence.tool_own')}
      </Checkbox>
      {own !== null && (
        <div className="growth-own">
          <p className="muted">{t('evidence.tool_own_why')}</p>
          <Input.TextArea
            rows={4}
            value={own}
            maxLength={100_000}
            aria-label={t('evidence.tool_own_text')}
            onChange={({ target }) => setOwn(target.value)}
          />
        </div>
      )}
      {verdict && <VerdictLine verdict={verdict} />}
    </section>
  );
}

type Asked = {
  readonly first: Head | undefined;
  readonly second: Head | undefined;
  readonly own: string | null;
  readonly origin: string;
};

async function judge({ first, second, own, origin }: Asked): Promise<Verdict> {
  const kept = own === null ? undefined : readKept(own);
  if (own !== null && !kept) return { kind: 'wrong_text' };
  if (kept && kept.origin !== origin) return { kind: 'other_register', origin: kept.origin };
  const one = kept ?? first;
  if (!one || !second) return { kind: 'failed' };
  const [older, newer] = one.size <= second.size ? [one, second] : [second, one];
  return checkGrowth(older, newer).then(
    (growth) => ({ kind: 'checked', growth, older, newer }),
    () => ({ kind: 'failed' }),
  );
}

type ChoiceProps = {
  label: string;
  rows: readonly Checkpoint[];
  value: number | null;
  onChange: (size: number) => void;
};

function Choice({ label, rows, value, onChange }: ChoiceProps) {
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

function VerdictLine({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation();
  if (verdict.kind === 'failed')
    return <Alert type="warning" showIcon role="alert" title={t('evidence.tool_failed')} />;
  if (verdict.kind === 'wrong_text')
    return <Alert type="warning" showIcon role="alert" title={t('evidence.tool_own_wrong')} />;
  if (verdict.kind === 'other_register')
    return (
      <Alert type="warning" showIcon role="alert" title={t('evidence.tool_own_other', { origin: verdict.origin })} />
    );
  const { growth, older, newer } = verdict;
  const sizes = { older: older.size, newer: newer.size };
  if (growth.kind === 'grew')
    return <Alert type="success" showIcon role="status" title={t('evidence.tool_grew', sizes)} />;
  if (growth.kind === 'missing')
    return <Alert type="error" showIcon role="alert" title={t('evidence.tool_missing', { tile: growth.tile })} />;
  return <Alert type="error" showIcon role="alert" title={t('evidence.tool_broken', sizes)} />;
}
