import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';

type Props = {
  mine: object;
  newest: object;
  labels: Readonly<Record<string, string>>;
  onMine: () => void;
  onTheirs: () => void;
};

/** Somebody else changed the row meanwhile: both sides of every field that differs, and the choice between them. */
export function ConflictChoice({ mine, newest, labels, onMine, onTheirs }: Props) {
  const { t } = useTranslation();
  const theirs = new Map(Object.entries(newest));
  const rows = Object.entries(mine)
    .map(([key, value]) => ({ key, mine: inWords(value), theirs: inWords(theirs.get(key)) }))
    .filter((row) => row.mine !== row.theirs);
  const choice = (
    <>
      {rows.length === 0 ? (
        <p>{t('ui.conflict_same')}</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('ui.conflict_field')}</th>
              <th scope="col">{t('ui.conflict_mine_head')}</th>
              <th scope="col">{t('ui.conflict_theirs_head')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{labels[row.key] ?? row.key}</th>
                <td>{row.mine || t('ui.empty_value')}</td>
                <td>{row.theirs || t('ui.empty_value')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="row">
        <Button size="small" onClick={onMine}>
          {t('ui.conflict_mine')}
        </Button>
        <Button size="small" onClick={onTheirs}>
          {t('ui.conflict_theirs')}
        </Button>
      </div>
    </>
  );
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="form-problem"
      title={t('ui.conflict_title')}
      description={choice}
    />
  );
}

/** A value as text to compare and to read. */
function inWords(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(inWords).join('、');
  if (typeof value === 'object')
    return 'format' in value && typeof value.format === 'function'
      ? String(value.format('YYYY-MM-DD'))
      : JSON.stringify(value);
  return String(value).trim();
}
