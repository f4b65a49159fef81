import DownloadOutlined from '@ant-design/icons/es/icons/DownloadOutlined';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceFor } from '#domain/sentences.ts';
import { api } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { download } from '../ui/download.ts';
import { Tag, type Tone } from '../ui/StateTag.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { useAct } from '../ui/useAct.ts';
import type { Import } from './enterprises.ts';
import { texts } from './texts.ts';

const tones: Readonly<Record<string, Tone>> = {
  add: 'good',
  update: 'busy',
  fill: 'busy',
  skip: 'plain',
  problem: 'bad',
};

/** What would happen, with the rows that cannot go in; then the word to go. */
export function CheckStep({ table, onRemap }: { table: Import; onRemap: () => void }) {
  const tx = useTexts(texts);
  const { id, added, updated, skipped, problems, preview } = table;
  const apply = useAct(
    (one: string) => api.POST('/api/enterprises/imports/{id}/apply', { params: { path: { id: one } } }),
    { quiet: true, refresh: ['enterprises'] },
  );
  const count = added + updated;
  return (
    <div className="stack">
      <p role="status">{tx('counts', { added, updated, skipped, problems })}</p>
      {problems > 0 && (
        <Alert
          type="warning"
          showIcon
          title={tx('problems_some', { count: problems })}
          action={<ProblemsButton id={id} />}
        />
      )}
      <Preview rows={preview} />
      <p className="muted">{tx('shown_of', { shown: preview.length })}</p>
      <div className="row">
        <Button onClick={onRemap}>{tx('back_to_map')}</Button>
        <Button
          type="primary"
          disabled={count === 0}
          title={count === 0 ? tx('nothing') : undefined}
          loading={apply.busy}
          onClick={() => void apply.run(id)}
        >
          {count === 0 ? tx('nothing') : tx('apply', { count })}
        </Button>
      </div>
    </div>
  );
}

function Preview({ rows }: { rows: Import['preview'] }) {
  const tx = useTexts(texts);
  const language = useLanguage();
  const words: Readonly<Record<string, string>> = {
    ...{ add: tx('outcome_add'), update: tx('outcome_update'), fill: tx('outcome_fill') },
    ...{ skip: tx('outcome_skip'), problem: tx('outcome_problem') },
  };
  return (
    <div className="import-table">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{tx('row')}</th>
            <th scope="col">{tx('name')}</th>
            <th scope="col">{tx('credit_code')}</th>
            <th scope="col">{tx('outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, name, credit_code, outcome, reason, facts }) => (
            <tr key={row}>
              <td>{row}</td>
              <td>{name}</td>
              <td>{credit_code}</td>
              <td>
                <Tag tone={tones[outcome] ?? 'plain'}>{words[outcome] ?? outcome}</Tag>{' '}
                {reason && sentenceFor(reason, facts, language)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The rows that stay out, as a workbook to correct. */
export function ProblemsButton({ id }: { id: string }) {
  const { t } = useTranslation();
  const tx = useTexts(texts);
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const fetchIt = async () => {
    setBusy(true);
    await download(`/api/enterprises/imports/${id}/errors.xlsx`)
      .catch((error: unknown) => message.error(sentenceOf(error, t)))
      .finally(() => setBusy(false));
  };
  return (
    <Button size="small" icon={<DownloadOutlined />} loading={busy} onClick={() => void fetchIt()}>
      {tx('problems_download')}
    </Button>
  );
}
