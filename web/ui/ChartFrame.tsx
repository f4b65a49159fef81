import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import './pictures.css';

type Props = {
  title: string;
  /** The same facts as rows, for those who would rather read, and for screen readers. */
  table: { head: readonly string[]; rows: readonly (readonly ReactNode[])[] };
  children: ReactNode;
  tools?: ReactNode;
};

/** Around every picture: its title, and the way to see it as a table. */
export function ChartFrame({ title, table, children, tools }: Props) {
  const { t } = useTranslation();
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className="chart">
      <figcaption className="chart-head">
        <strong>{title}</strong>
        {tools}
        <Button size="small" type="text" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {t(asTable ? 'ui.as_chart' : 'ui.as_table')}
        </Button>
      </figcaption>
      {asTable ? <FactsTable caption={t('ui.table_of', { title })} {...table} /> : children}
    </figure>
  );
}

function FactsTable({
  caption,
  head,
  rows,
}: {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly ReactNode[])[];
}) {
  return (
    // A region that scrolls must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section className="chart-table" aria-label={caption} tabIndex={0}>
      <table className="plain-table">
        <caption className="hidden-words">{caption}</caption>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a picture have no other identity and are not edited
            <tr key={at}>
              {cells.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
