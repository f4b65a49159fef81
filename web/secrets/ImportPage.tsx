import { Alert, Button, Form, Upload } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useLabels, useLanguage } from '../i18n/labels.ts';
import { KeyGate, type Unlocked } from '../KeyGate.tsx';
import { newUuid } from '../newUuid.ts';
import { PeoplePicker } from '../PeoplePicker.tsx';
import { paths } from '../paths.ts';
import { addSecret } from '../secretWork.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { saveBytes } from '../ui/saveBytes.ts';
import { Working } from '../ui/Working.tsx';
import { readWorkbook, writeWorkbook } from '../ui/workbook.ts';
import { type Line, linesOf, mostRows, templateHeads } from './importing.ts';
import { useWork } from './useWork.ts';
import { useSay } from './words.ts';

/** Many secrets from a table that is read here and never sent: each row is sealed and registered as a draft. */
export function ImportPage() {
  const labels = useLabels();
  const say = useSay();
  return (
    <>
      <PageHead
        title={say('import')}
        purpose={say('import_purpose')}
        parents={[{ title: labels.noun('secrets'), path: paths.secrets }]}
      />
      <KeyGate>{(keys) => <Import keys={keys} />}</KeyGate>
    </>
  );
}

function Import({ keys }: { keys: Unlocked }) {
  const say = useSay();
  const language = useLanguage();
  const [lines, setLines] = useState<readonly Line[] | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const take = async (file: File) => {
    setWrong(null);
    setLines(null);
    try {
      const found = linesOf(readWorkbook(new Uint8Array(await file.arrayBuffer())));
      if (!found) setWrong(say('import_no_head'));
      else if (found.length > mostRows) setWrong(say('import_many', { limit: mostRows }));
      else setLines(found);
    } catch {
      setWrong(say('import_unreadable'));
    }
  };
  return (
    <div className="card stack">
      <div className="row">
        <Upload
          accept=".xlsx"
          showUploadList={false}
          beforeUpload={(file: File) => {
            void take(file);
            return false;
          }}
        >
          <Button type="primary">{say('import_choose')}</Button>
        </Upload>
        <Button onClick={() => saveBytes(`${say('import')}.xlsx`, writeWorkbook('Humi', [templateHeads(language)]))}>
          {say('import_template')}
        </Button>
      </div>
      {wrong && <Alert type="error" showIcon role="alert" title={wrong} />}
      {lines && <Preview key={lines.length} keys={keys} lines={lines} />}
    </div>
  );
}

function Preview({ keys, lines }: { keys: Unlocked; lines: readonly Line[] }) {
  const say = useSay();
  const own = keys.identity.person;
  const [readers, setReaders] = useState<string[]>([own]);
  const [done, setDone] = useState<number | null>(null);
  const [ended, setEnded] = useState(false);
  const work = useWork();
  // One id for each row: going on after no answer registers none twice.
  const [good] = useState(() => lines.flatMap((line) => ('body' in line ? [{ id: newUuid(), body: line.body }] : [])));
  const bad = lines.flatMap((line) => ('problem' in line ? [line] : []));
  const left = good.slice(done ?? 0);
  const go = async () => {
    let count = done ?? 0;
    setDone(count);
    const all = await work.run(async () => {
      for (const { id, body } of left) {
        await addSecret(keys, { id, body, readers });
        count += 1;
        setDone(count);
      }
    });
    setEnded(all);
  };
  return (
    <>
      <p role="status">{say('import_found', { count: lines.length })}</p>
      {bad.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={say('import_wrong', { count: bad.length })}
          description={
            <ul className="plain-list secret-import-bad">
              {bad.map(({ row, problem }) => (
                <li key={row}>{say('import_line', { row, problem: say(problem) })}</li>
              ))}
            </ul>
          }
        />
      )}
      <Form layout="vertical">
        <Form.Item label={say('import_who')} htmlFor="import-readers" extra={say('readers_author')}>
          <PeoplePicker id="import-readers" keys={keys} value={readers} fixed={[own]} onChange={setReaders} />
        </Form.Item>
      </Form>
      {done !== null && (
        <Working text={say('import_going', { done, total: good.length })} share={done / Math.max(1, good.length)} />
      )}
      {work.problem && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={work.problem}
          description={say('import_stopped', { done: done ?? 0 })}
        />
      )}
      {!ended && !work.busy && (
        <div className="row">
          <Button type="primary" disabled={left.length === 0} onClick={() => void go()}>
            {say('import_go', { count: left.length })}
          </Button>
        </div>
      )}
      {ended && (
        <Alert
          type="success"
          showIcon
          title={say('import_done', { count: done ?? 0 })}
          action={<Link to={paths.secrets}>{say('show_them')}</Link>}
        />
      )}
    </>
  );
}
