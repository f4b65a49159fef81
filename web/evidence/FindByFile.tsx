import { Alert, Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { startHashWorker } from '#verify/hashing/browser-worker.ts';
import { hashFile } from '#verify/hashing/hash-file.ts';
import { sizeText } from '../ui/sizeText.ts';
import type { ListQuery } from '../ui/useListQuery.ts';
import { DropFiles } from './DropFiles.tsx';
import { shortDigest } from './evidence.ts';

type Going = { name: string; size: number; done: number };

/** Drop a file, see its deposits: its digest is made here, and only the digest is asked for. */
export function FindByFile({ query, total }: { query: ListQuery; total: number | undefined }) {
  const { t } = useTranslation();
  const [going, setGoing] = useState<Going | null>(null);
  const [named, setNamed] = useState<{ name: string; sha256: string } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  const sha256 = query.one('sha256');

  const find = async (file: File): Promise<void> => {
    stop.current?.abort();
    const mine = new AbortController();
    stop.current = mine;
    setProblem(null);
    setGoing({ name: file.name, size: file.size, done: 0 });
    try {
      const found = await hashFile(file, {
        signal: mine.signal,
        worker: startHashWorker,
        onProgress: (done) => setGoing({ name: file.name, size: file.size, done }),
      });
      setNamed({ name: file.name, sha256: found.sha256 });
      query.set({ filters: { sha256: [found.sha256] } });
    } catch {
      if (!mine.signal.aborted) setProblem(t('evidence.problem_unreadable', { name: file.name }));
    } finally {
      if (stop.current === mine) setGoing(null);
    }
  };
  const clear = () => query.set({ filters: { sha256: [] } });
  return (
    <div className="find-by-file">
      <DropFiles
        one
        label={t('evidence.find')}
        hint={t('evidence.find_hint')}
        onChosen={([chosen]) => {
          const file = chosen?.kind === 'file' ? chosen.files[0]?.file : undefined;
          if (file) void find(file);
          else setProblem(t('evidence.find_one_file'));
        }}
      />
      {going && (
        <div className="row" role="status">
          <progress max={Math.max(1, going.size)} value={going.done} aria-hidden="true" />
          {t('evidence.finding', { name: going.name, done: sizeText(going.done), size: sizeText(going.size) })}
          <Button size="small" onClick={() => stop.current?.abort()}>
            {t('ui.cancel')}
          </Button>
        </div>
      )}
      {problem && <Alert type="error" showIcon title={problem} />}
      {sha256 && !going && total !== undefined && (
        <Alert
          type={total > 0 ? 'success' : 'warning'}
          showIcon
          title={
            total > 0
              ? t('evidence.found', { name: nameOf(named, sha256), count: total })
              : t('evidence.found_none', { name: nameOf(named, sha256) })
          }
          action={
            <Button size="small" onClick={clear}>
              {t('evidence.find_clear')}
            </Button>
          }
        />
      )}
    </div>
  );
}

const nameOf = (named: { name: string; sha256: string } | null, sha256: string): string =>
  named?.sha256 === sha256 ? named.name : shortDigest(sha256);
