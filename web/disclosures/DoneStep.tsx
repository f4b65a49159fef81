import { Alert, Button } from 'antd';
import { Link } from 'react-router';
import { EvidenceOfRow } from '../EvidenceOfRow.tsx';
import { paths } from '../paths.ts';
import type { Item } from '../register.ts';
import { saveBytes } from '../ui/saveBytes.ts';
import { nameOfCopy } from './handOver.ts';
import type { Made, Source } from './source.ts';
import { useSay } from './words.ts';

type Props = { item: Item; source: Source; made: Made; core: boolean };

/** The copy is taken away here; one of the core level only after its approval, from the files of the entry. */
export function DoneStep({ item, source, made, core }: Props) {
  const say = useSay();
  const name = nameOfCopy(item, source.file.name, say);
  return (
    <div className="stack">
      <Alert type={core ? 'warning' : 'success'} showIcon role="status" title={say(core ? 'done_core' : 'done')} />
      {!core && (
        <div>
          <Button type="primary" onClick={() => saveBytes(name, made.copy.slice())}>
            {say('download')}
          </Button>{' '}
          <span className="muted">{name}</span>
        </div>
      )}
      <p className="muted">
        SHA-256 <code className="disclosure-digest">{made.sha256}</code>
        <br />
        SM3 <code className="disclosure-digest">{made.sm3}</code>
      </p>
      <EvidenceOfRow noun="secret" row={item.id} plain />
      <div className="row">
        <Link to={paths.disclosures}>{say('to_log')}</Link>
        <Link to={paths.secret(item.id)}>{say('to_secret')}</Link>
      </div>
    </div>
  );
}
