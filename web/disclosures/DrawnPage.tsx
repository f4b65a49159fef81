import { Alert, Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import type { Box } from '#seal/redact/boxes.ts';
import { useAddress } from './PictureMarks.tsx';
import type { RedactorRef } from './source.ts';
import { useSay, useSentence } from './words.ts';

type Props = {
  page: number;
  pages: number;
  boxes: readonly Box[];
  redactor: RedactorRef;
  /** Told whether something of the page cannot be drawn. */
  onLacking?: (lacking: boolean) => void;
  children?: ReactNode;
};

const width = 1_200;

type Drawn = { readonly page: number; readonly jpeg: Uint8Array; readonly ratio: string };

/** One page drawn in the worker; the old one stays until the next is there. */
export function DrawnPage({ page, pages, boxes, redactor, onLacking, children }: Props) {
  const say = useSay();
  const sentence = useSentence();
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const worker = redactor.current.current;
  // biome-ignore lint/correctness/useExhaustiveDependencies: sentences change with the language alone
  useEffect(() => {
    let wanted = true;
    setProblem(null);
    worker
      ?.page({ page, boxes, width })
      .then((answer) => {
        if (!wanted) return;
        onLacking?.(answer.lacking);
        setDrawn({ page, jpeg: answer.jpeg, ratio: `${answer.width} / ${answer.height}` });
      })
      .catch((error: unknown) => wanted && setProblem(sentence(error)));
    return () => {
      wanted = false;
    };
  }, [worker, page, boxes]);
  const address = useAddress(drawn?.jpeg ?? null);
  const label = say('page', { page: page + 1, pages });
  if (problem) return <Alert type="error" showIcon role="alert" title={problem} />;
  return (
    <>
      {drawn?.page !== page && <p role="status">{say('page_waits', { page: page + 1 })}</p>}
      {drawn && (
        <div className="disclosure-page" style={{ aspectRatio: drawn.ratio }} aria-busy={drawn.page !== page}>
          {address && <img src={address} alt={label} draggable={false} />}
          {children}
        </div>
      )}
    </>
  );
}

type TurnerProps = { page: number; pages: number; onPage: (page: number) => void };

export function PageTurner({ page, pages, onPage }: TurnerProps) {
  const say = useSay();
  if (pages <= 1) return null;
  return (
    <>
      <Button disabled={page === 0} onClick={() => onPage(page - 1)}>
        {say('page_previous')}
      </Button>
      <span>{say('page', { page: page + 1, pages })}</span>
      <Button disabled={page === pages - 1} onClick={() => onPage(page + 1)}>
        {say('page_next')}
      </Button>
    </>
  );
}
