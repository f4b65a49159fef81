import { Alert } from 'antd';
import type { LeakBody } from '#domain/leaks/body.ts';
import { estimateLoss, lossAmounts } from '#domain/leaks/loss.ts';
import { useLanguage } from '../i18n/labels.ts';
import { type Guide, useSay } from './leaks.ts';

/** Yuan with two places at most. */
export function useYuan(): (yuan: number) => string {
  const language = useLanguage();
  const say = useSay();
  return (yuan) => {
    const number = yuan.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', { maximumFractionDigits: 2 });
    return say('yuan', { number });
  };
}

/** The estimate with its method, what would allow a better one, and the threshold of the police as a hint (C23). */
export function LossView({ body: { loss, loss_note }, guide }: { body: LeakBody; guide: Guide }) {
  const say = useSay();
  const yuan = useYuan();
  const { method, base, repair, total, gains, wanted } = estimateLoss(loss);
  const known = lossAmounts.filter((name) => loss[name] !== undefined);
  const limit = guide.crime_loss.toLocaleString('en-US');
  const over = Math.max(total, gains ?? 0) >= guide.crime_loss;
  return (
    <>
      <p className="leak-total">{method === 'none' ? say('method_none') : yuan(total)}</p>
      <dl className="facts">
        <dt>{say('loss_act')}</dt>
        <dd>{say(`act_${loss.act}`)}</dd>
        <dt>{say('loss_method')}</dt>
        <dd>{say(`method_${method}`)}</dd>
        {repair > 0 && <dt>{say('loss_base')}</dt>}
        {repair > 0 && <dd>{yuan(base)}</dd>}
        {known.flatMap((name) => [
          <dt key={`${name}.`}>{say(name)}</dt>,
          <dd key={name}>{(loss[name] ?? 0).toLocaleString('zh-CN')}</dd>,
        ])}
        {loss_note && <dt>{say('loss_note')}</dt>}
        {loss_note && <dd>{loss_note}</dd>}
      </dl>
      {wanted.length > 0 && (
        <p className="muted">
          {say('loss_wanted', { facts: wanted.map((name) => (name === 'act' ? '' : say(name))).join('、') })}
        </p>
      )}
      {(method !== 'none' || gains !== null) && (
        <Alert type={over ? 'warning' : 'info'} title={say(over ? 'loss_hint_over' : 'loss_hint_under', { limit })} />
      )}
    </>
  );
}
