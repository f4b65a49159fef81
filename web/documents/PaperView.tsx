import type { ReactNode } from 'react';
import type { Block, Paper, Runs } from '#papers/blocks.ts';
import './paper.css';

/** A paper on the screen, from the same blocks that the .docx is written from. The text is Chinese in every language. */
export function PaperView({ paper, label }: { paper: Paper; label: string }) {
  return (
    // The paper scrolls by itself on a wide screen, so the keyboard must reach it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls needs the keyboard
    <section className={`paper paper-${paper.style}`} aria-label={label} lang="zh-CN" tabIndex={0}>
      {keyed(paper.blocks).map(([key, block]) => (
        <BlockView key={key} block={block} />
      ))}
    </section>
  );
}

/** Blocks have no names; their place is their key, and none keeps state. */
const keyed = <T,>(items: readonly T[]): [string, T][] => items.map((item, at) => [String(at), item]);

function BlockView({ block }: { block: Block }): ReactNode {
  switch (block.kind) {
    case 'title':
      return <p className="paper-title">{block.text}</p>;
    case 'subtitle':
      return <p className="paper-subtitle">{block.text}</p>;
    case 'heading':
      return <p className={`paper-heading paper-heading-${block.level}`}>{block.text}</p>;
    case 'paragraph':
      return (
        <p className={`paper-text ${block.align ? `paper-${block.align}` : ''}`}>
          {block.label && <strong>{block.label}　</strong>}
          <RunsView runs={block.runs} />
        </p>
      );
    case 'list':
      return keyed(block.items).map(([key, { mark, runs }]) => (
        <p className="paper-text" key={key}>
          {mark}
          <RunsView runs={runs} />
        </p>
      ));
    case 'table':
      return <TableView block={block} />;
    case 'signatures':
      return keyed(block.rows).map(([key, row]) => (
        <p className="paper-signatures" key={key}>
          {keyed(row).map(([at, text]) => (
            <span key={at}>{text}</span>
          ))}
        </p>
      ));
    case 'note':
      return (
        <p className="paper-note">
          <RunsView runs={block.runs} />
        </p>
      );
    case 'page_break':
      return <hr className="paper-break" />;
    case 'picture':
      return <p className="paper-note">{block.alt}</p>;
  }
}

function RunsView({ runs }: { runs: Runs }) {
  return keyed(runs).map(([key, { text, bold, underline, blank, field }]) => {
    const words = underline ? <u>{text}</u> : text;
    const shown = bold ? <strong>{words}</strong> : words;
    if (field === undefined) return <span key={key}>{shown}</span>;
    return (
      <span key={key} className={blank ? 'paper-blank' : 'paper-filled'}>
        {shown}
      </span>
    );
  });
}

function TableView({ block: { columns, rows, form } }: { block: Extract<Block, { kind: 'table' }> }) {
  const sum = columns.reduce((total, { width }) => total + width, 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone the table scrolls by itself
    <div className="paper-scroll" tabIndex={0}>
      <table className={form ? 'paper-form' : undefined}>
        <colgroup>
          {keyed(columns).map(([key, { width }]) => (
            <col key={key} style={{ width: `${(100 * width) / sum}%` }} />
          ))}
        </colgroup>
        {!form && (
          <thead>
            <tr>
              {keyed(columns).map(([key, { header }]) => (
                <th key={key} scope="col">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {keyed(rows).map(([key, row]) => (
            <tr key={key}>
              {keyed(row).map(([at, runs]) => (
                <td key={at}>
                  <RunsView runs={runs} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
