import { useTranslation } from 'react-i18next';
import { CopyLine } from '../ui/CopyLine.tsx';
import type { Witnesses } from './witnesses.ts';

/** What the outside party runs on its own machine, with the key of this register filled in. */
export function HowToRun({ log: { vkeys } }: { log: NonNullable<Witnesses['log']> }) {
  const { t } = useTranslation();
  const logs = vkeys.map((vkey) => `--log '${vkey}'`).join(' ');
  const command = `humi witness --name witness.example.cn/w1 --data ./humi-witness --listen 0.0.0.0:8090 ${logs}`;
  return (
    <section className="card stack how-card" aria-label={t('witnesses.how')}>
      <h2>{t('witnesses.how')}</h2>
      <ol className="steps-list">
        <li>{t('witnesses.how_install')}</li>
        <li>
          {t('witnesses.how_run')}
          <CopyLine text={command} name={t('witnesses.command')} />
        </li>
        <li>{t('witnesses.how_hand_back')}</li>
        <li>{t('witnesses.how_add')}</li>
      </ol>
      {vkeys.map((vkey) => (
        <div key={vkey}>
          <span className="muted">{t('witnesses.log_key')}</span>
          <CopyLine text={vkey} name={t('witnesses.log_key')} />
        </div>
      ))}
    </section>
  );
}
