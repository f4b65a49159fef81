import { Alert, Button, Checkbox, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../paths.ts';
import { InstantText } from '../ui/DayText.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { sizeText } from '../ui/sizeText.ts';
import { shortDigest } from './evidence.ts';
import { change, type Item, type ItemProblem, pause, remove, resume } from './queue.ts';
import { saveText } from './saveText.ts';
import { durationText } from './size.ts';

/** One chosen file or folder: how far its digests are, what was found, and what can be done with it. */
export function ItemLine({ item }: { item: Item }) {
  const { t } = useTranslation();
  const { id, name, kind, size, files, state } = item;
  return (
    <li className="item-line">
      <div className="item-head">
        <strong className="item-name">{name}</strong>
        <span className="muted">
          {kind === 'folder' ? t('evidence.folder_size', { files, size: sizeText(size) }) : sizeText(size)}
        </span>
        <StateWord item={item} />
        <span className="item-acts">
          {(state === 'hashing' || state === 'waiting') && (
            <Button size="small" aria-label={t('evidence.pause_of', { name })} onClick={() => pause(id)}>
              {t('evidence.pause')}
            </Button>
          )}
          {(state === 'paused' || (state === 'failed' && item.problem === 'unreadable')) && (
            <Button size="small" aria-label={t('evidence.resume_of', { name })} onClick={() => resume(id)}>
              {t('evidence.resume')}
            </Button>
          )}
          {state !== 'deposited' && state !== 'asked' && (
            <Button size="small" type="text" aria-label={t('evidence.remove_of', { name })} onClick={() => remove(id)}>
              {t('evidence.remove')}
            </Button>
          )}
        </span>
      </div>
      {(state === 'hashing' || (state === 'paused' && item.done > 0)) && <Meter item={item} />}
      <Problem item={item} />
      {state === 'ready' && <Ready item={item} />}
      {item.manifest !== null && (state === 'ready' || state === 'asked' || state === 'deposited') && (
        <Manifest item={item} />
      )}
    </li>
  );
}

function StateWord({ item: { state } }: { item: Item }) {
  const { t } = useTranslation();
  const words = {
    waiting: <Tag>{t('evidence.item_waiting')}</Tag>,
    hashing: <Tag tone="busy">{t('evidence.item_hashing')}</Tag>,
    paused: <Tag tone="warn">{t('evidence.item_paused')}</Tag>,
    asked: <Tag tone="busy">{t('evidence.item_asked')}</Tag>,
    ready: <Tag tone="good">{t('evidence.item_ready')}</Tag>,
    failed: <Tag tone="bad">{t('evidence.item_failed')}</Tag>,
    deposited: <Tag tone="good">{t('evidence.item_deposited')}</Tag>,
  };
  return words[state];
}

function Meter({ item: { done, size, speed, name, state } }: { item: Item }) {
  const { t } = useTranslation();
  const share = size > 0 ? Math.min(100, (done / size) * 100) : 100;
  return (
    <div className="item-meter">
      <progress max={100} value={share} aria-label={t('evidence.progress_of', { name })} />
      <span className="muted numbers">
        {t('evidence.progress', { share: Math.floor(share), done: sizeText(done), size: sizeText(size) })}
        {state === 'hashing' && speed > 0 && (
          <> · {t('evidence.speed', { speed: sizeText(speed), left: durationText((size - done) / speed) })}</>
        )}
      </span>
    </div>
  );
}

function Problem({ item: { problem, name, at } }: { item: Item }) {
  const { t } = useTranslation();
  if (!problem) return null;
  const words: Readonly<Record<ItemProblem, string>> = {
    empty: t('evidence.problem_empty', { name }),
    empty_folder: t('evidence.problem_empty_folder', { name }),
    changed: t('evidence.problem_changed', { name: at ?? name }),
    unreadable: t('evidence.problem_unreadable', { name: at ?? name }),
    no_wasm: t('evidence.problem_no_wasm'),
    bad_path: t('evidence.problem_bad_path', { name }),
  };
  return <Alert type="error" showIcon title={words[problem]} />;
}

function Ready({ item }: { item: Item }) {
  const { t } = useTranslation();
  const { id, digests, former, wanted, title, name } = item;
  const [last] = former;
  return (
    <>
      {last && (
        <Alert
          type="warning"
          showIcon
          title={t('evidence.known_before', { count: former.length })}
          description={
            <>
              <p className="in-text">
                <Link to={paths.deposit(last.id)}>
                  {t('evidence.known_last')} <InstantText at={last.at} />
                </Link>
              </p>
              <Checkbox checked={wanted} onChange={({ target }) => change(id, { wanted: target.checked })}>
                {t('evidence.known_again')}
              </Checkbox>
            </>
          }
        />
      )}
      {wanted && (
        <div className="item-title">
          <span aria-hidden="true">{t('evidence.title_own')}</span>
          <Input
            value={title}
            maxLength={200}
            aria-label={t('evidence.title_of', { name })}
            placeholder={t('evidence.title_hint')}
            onChange={({ target }) => change(id, { title: target.value })}
          />
        </div>
      )}
      {digests && (
        <span className="muted digest-line">
          SHA-256 {shortDigest(digests.sha256)} · SM3 {shortDigest(digests.sm3)}
        </span>
      )}
    </>
  );
}

/** The manifest is the original of a folder's deposit: whoever loses it writes it anew from the unchanged folder. */
function Manifest({ item: { name, manifest } }: { item: Item }) {
  const { t } = useTranslation();
  return (
    <div className="row manifest-line">
      <Button size="small" onClick={() => saveText(`${name}.humi-manifest.txt`, manifest ?? '')}>
        {t('evidence.manifest_save')}
      </Button>
      <span className="muted">{t('evidence.manifest_keep')}</span>
    </div>
  );
}
