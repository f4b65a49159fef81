import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, read } from './api.ts';
import { EvidenceMark } from './EvidenceMark.tsx';
import { useLabels } from './i18n/labels.ts';
import { paths } from './paths.ts';
import { useMay } from './session.ts';

/** As many as one looks at beside a row; the list shows the rest. */
const shown = 20;

const loadOfRow = (noun: string, row: string) =>
  read(api.GET('/api/evidence', { params: { query: { noun, row, size: shown } } }));

/**
 * What the acts on one row left in the register. Nothing is shown while there is none, or for those who may not see it.
 * @param noun in the singular, as in an act (`task`); `plain` leaves the card away
 */
export function EvidenceOfRow({ noun, row, plain = false }: { noun: string; row: string; plain?: boolean }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const list = useQuery({
    queryKey: ['evidence', 'row', noun, row],
    queryFn: () => loadOfRow(noun, row),
    enabled: may('evidence.list'),
    refetchInterval: ({ state }) => (state.data?.rows.some((one) => one.state !== 'published') ? 1_500 : false),
  });
  const { total = 0, rows = [] } = list.data ?? {};
  if (rows.length === 0) return null;
  const marks = (
    <ul className="plain-list evidence-marks">
      {rows.map((deposit) => (
        <li key={deposit.id}>
          <EvidenceMark deposit={deposit} />
        </li>
      ))}
    </ul>
  );
  if (plain) return marks;
  return (
    <section className="card" aria-label={labels.noun('evidence')}>
      <h2>{labels.noun('evidence')}</h2>
      <p className="muted">{t('evidence.row_why')}</p>
      {marks}
      {total > rows.length && (
        <Link to={`${paths.evidence}?noun=${noun}&row=${row}`}>{t('evidence.row_more', { count: total })}</Link>
      )}
    </section>
  );
}
