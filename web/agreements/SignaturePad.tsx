import { Button, Input } from 'antd';
import { type PointerEvent, useRef, useState } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { agreementTexts } from './texts.ts';

export type Signed = { drawing: string | null; typed: string | null };

/** Most characters of a drawing that the server takes. */
const most = 65_536;

/** A box to sign in with finger, pen or mouse; who cannot draw types the own name. */
export function SignaturePad({ value, onChange }: { value: Signed; onChange: (signed: Signed) => void }) {
  const t = useTexts(agreementTexts);
  const [typing, setTyping] = useState(false);
  const turn = (next: boolean) => {
    setTyping(next);
    onChange({ drawing: null, typed: null });
  };
  if (typing)
    return (
      <div className="stack">
        <label htmlFor="sign-name">{t('sign_type_label')}</label>
        <Input
          id="sign-name"
          size="large"
          maxLength={100}
          autoComplete="name"
          value={value.typed ?? ''}
          onChange={({ target }) => onChange({ drawing: null, typed: target.value || null })}
        />
        <Button type="link" onClick={() => turn(false)}>
          {t('sign_draw_instead')}
        </Button>
      </div>
    );
  return (
    <div className="stack">
      <div>
        <strong>{t('sign_draw')}</strong> <span className="muted">{t('sign_draw_hint')}</span>
      </div>
      <Pad path={value.drawing ?? ''} onDraw={(drawing) => onChange({ drawing, typed: null })} />
      <div>
        <Button onClick={() => onChange({ drawing: null, typed: null })}>{t('sign_clear')}</Button>
        <Button type="link" onClick={() => turn(true)}>
          {t('sign_type')}
        </Button>
      </div>
    </div>
  );
}

function Pad({ path, onDraw }: { path: string; onDraw: (path: string) => void }) {
  const t = useTexts(agreementTexts);
  const drawing = useRef(false);
  const point = (event: PointerEvent<SVGSVGElement>): string => {
    const box = event.currentTarget.getBoundingClientRect();
    const within = (share: number, whole: number) => Math.round(Math.min(1, Math.max(0, share)) * whole);
    const x = within((event.clientX - box.left) / box.width, 600);
    return `${x} ${within((event.clientY - box.top) / box.height, 200)}`;
  };
  return (
    <svg
      viewBox="0 0 600 200"
      preserveAspectRatio="none"
      className="sign-pad"
      role="img"
      aria-label={t('sign_draw')}
      onPointerDown={(event) => {
        drawing.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        if (path.length < most - 50) onDraw(`${path}M${point(event)}`);
      }}
      onPointerMove={(event) => {
        if (drawing.current && path.length < most - 50) onDraw(`${path}L${point(event)}`);
      }}
      onPointerUp={() => {
        drawing.current = false;
      }}
      onPointerCancel={() => {
        drawing.current = false;
      }}
    >
      <path d={path} fill="none" stroke="currentColor" strokeWidth="4" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
