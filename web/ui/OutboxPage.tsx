import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { discardWaiting, retryWaiting, sendWaiting, useOutbox } from '../offline.ts';
import { isOf, type Waiting } from '../outbox.ts';
import { paths } from '../paths.ts';
import { useSession } from '../session.ts';
import { InstantText } from './DayText.tsx';
import { Empty } from './Empty.tsx';
import { PageHead } from './PageHead.tsx';
import { Tag } from './StateTag.tsx';
import { outboxTexts } from './texts.ts';
import './outbox.css';

/** What this browser keeps to be sent: each with when it was recorded, why it waits, and what can be done. */
export function OutboxPage() {
  const say = useTexts(outboxTexts);
  const items = useOutbox();
  const { person, post } = useSession();
  const me = { person: person?.id ?? '', organisation: post?.organisation ?? '' };
  const mine = items.filter((item) => isOf(item, me));
  const others = items.length - mine.length;
  return (
    <>
      <PageHead title={say('title')} purpose={say('purpose')} {...(mine.length > 0 ? { primary: <SendNow /> } : {})} />
      {items.length === 0 ? (
        <div className="card">
          <Empty title={say('empty')} text={say('empty_why')} action={<Link to={paths.home}>{say('home')}</Link>} />
        </div>
      ) : (
        <p role="status">{say('total', { count: mine.length })}</p>
      )}
      <ul className="outbox-items">
        {mine.map((item) => (
          <li key={item.id} className="card">
            <Item item={item} />
          </li>
        ))}
      </ul>
      {others > 0 && <p className="muted">{say('others', { count: others })}</p>}
    </>
  );
}

function SendNow() {
  const say = useTexts(outboxTexts);
  const [busy, setBusy] = useState(false);
  const send = (): void => {
    setBusy(true);
    void sendWaiting()
      .catch(() => undefined)
      .finally(() => setBusy(false));
  };
  return (
    <Button type="primary" loading={busy} onClick={send}>
      {say('send_now')}
    </Button>
  );
}

function Item({ item }: { item: Waiting }) {
  const say = useTexts(outboxTexts);
  const labels = useLabels();
  const { id, act, title, queued_at, refused, page } = item;
  return (
    <>
      <h2 className="outbox-title">{title}</h2>
      <p className="outbox-facts">
        <Tag tone={refused ? 'bad' : 'busy'}>{refused ? say('refused') : say('waiting')}</Tag>
        <span>{labels.act(act)}</span>
        <span className="muted">
          {say('queued_at')} <InstantText at={queued_at} />
        </span>
      </p>
      {refused && <p role="alert">{refused.detail || refused.reason}</p>}
      <div className="row">
        {page && <Link to={`${page}?waiting=${id}`}>{say('correct')}</Link>}
        {refused && (
          <Button size="small" onClick={() => void retryWaiting(id)}>
            {say('retry')}
          </Button>
        )}
        <Popconfirm
          title={say('discard_ask')}
          description={say('discard_why')}
          okText={say('discard')}
          onConfirm={() => void discardWaiting(id)}
        >
          <Button size="small" danger>
            {say('discard')}
          </Button>
        </Popconfirm>
      </div>
    </>
  );
}
