import { Alert, App, Button, Checkbox, Input } from 'antd';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { paths as Paths } from '../api.gen.ts';
import { api } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { instantLabel } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { sentenceOf, sentenceOfProblem } from '../ui/sentenceOf.ts';
import { useAct } from '../ui/useAct.ts';
import { useKindWords } from './agreements.ts';
import { SignaturePad, type Signed } from './SignaturePad.tsx';
import { agreementTexts } from './texts.ts';
import './agreements.css';

type Opened = Paths['/api/agreements/{id}/begin']['post']['responses'][200]['content']['application/json'];

/** Anybody signs here by a link and a code; somebody signed in opens the own agreement without them. */
export function SignPage() {
  const t = useTexts(agreementTexts);
  const [params] = useSearchParams();
  const [opened, setOpened] = useState<Opened | null>(null);
  const own = params.get('agreement');
  const token = location.hash.slice(1);
  if (opened) return <Reading opened={opened} />;
  return (
    <div className="sign-page">
      <PageHead title={t('sign_title')} purpose={own ? undefined : t('sign_why')} />
      {own ? (
        <OwnDoor id={own} onOpen={setOpened} />
      ) : token.length < 20 ? (
        <Alert type="error" showIcon title={t('sign_no_token')} />
      ) : (
        <CodeDoor token={token} onOpen={setOpened} />
      )}
    </div>
  );
}

type Door = { onOpen: (opened: Opened) => void };

function CodeDoor({ token, onOpen }: Door & { token: string }) {
  const { t: common } = useTranslation();
  const t = useTexts(agreementTexts);
  const [code, setCode] = useState('');
  const enter = useAct((body: { token: string; code: string }) => api.POST('/api/agreements/enter-code', { body }), {
    quiet: true,
    silent: true,
    after: ({ opened }) => opened && onOpen(opened),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (/^\d{6}$/.test(code)) void enter.run({ token, code });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <label htmlFor="sign-code-input">{t('code')}</label>
      <Input
        id="sign-code-input"
        size="large"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        value={code}
        onChange={({ target }) => setCode(target.value.replaceAll(/\D/g, ''))}
      />
      {enter.problem && <Alert type="error" showIcon role="alert" title={sentenceOfProblem(enter.problem, common)} />}
      <Button type="primary" size="large" htmlType="submit" loading={enter.busy}>
        {t('sign_open')}
      </Button>
    </form>
  );
}

function OwnDoor({ id, onOpen }: Door & { id: string }) {
  const t = useTexts(agreementTexts);
  const begin = useAct((_: object) => api.POST('/api/agreements/{id}/begin', { params: { path: { id } } }), {
    quiet: true,
    after: onOpen,
  });
  return (
    <Button type="primary" size="large" loading={begin.busy} onClick={() => void begin.run({})}>
      {t('sign_open')}
    </Button>
  );
}

function Reading({ opened }: { opened: Opened }) {
  const { t: common } = useTranslation();
  const t = useTexts(agreementTexts);
  const kindOf = useKindWords();
  const read = useReading();
  const [signed, setSigned] = useState<Signed>({ drawing: null, typed: null });
  const [agree, setAgree] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const sign = useAct(
    ({ drawing, typed, seconds }: Signed & { seconds: number }) =>
      api.POST('/api/agreements/sign', {
        body: { pass: opened.pass, sha256: opened.sha256, read_seconds: seconds, agree: true, drawing, typed },
      }),
    { quiet: true, silent: true, after: ({ signed_at }) => setDone(signed_at) },
  );
  if (done !== null) return <Done at={done} pass={opened.pass} />;
  const reason =
    read.seconds === null
      ? t('sign_read_first')
      : signed.drawing === null && !signed.typed?.trim()
        ? t('sign_mark_first')
        : agree
          ? null
          : t('sign_agree_first');
  return (
    <div className="sign-page">
      <PageHead
        title={kindOf(opened.kind)}
        purpose={t('sign_from', { firm: opened.firm })}
        tags={<span className="muted">{t('sign_party', { name: opened.party })}</span>}
      />
      {opened.secrets.length > 0 && <p>{t('sign_secrets', { numbers: opened.secrets.join(common('ui.comma')) })}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls the text with the keys */}
      <section className="sign-text agreement-text" aria-label={t('text')} tabIndex={0} onScroll={read.onScroll}>
        {opened.text}
        <div ref={read.end} />
      </section>
      <p role="status">{t(read.seconds === null ? 'sign_read' : 'sign_read_done')}</p>
      <SignaturePad value={signed} onChange={setSigned} />
      <Checkbox checked={agree} onChange={({ target }) => setAgree(target.checked)}>
        {t('sign_agree')}
      </Checkbox>
      {sign.problem && <Alert type="error" showIcon role="alert" title={sentenceOfProblem(sign.problem, common)} />}
      <ActButton
        type="primary"
        size="large"
        reason={reason}
        loading={sign.busy}
        onClick={() => void sign.run({ ...signed, seconds: read.seconds ?? 0 })}
      >
        {t('sign_now')}
      </ActButton>
    </div>
  );
}

/** Seconds from opening until the end of the text was seen; null before. */
function useReading() {
  const [began] = useState(() => performance.now());
  const [seconds, setSeconds] = useState<number | null>(null);
  const end = useRef<HTMLDivElement>(null);
  const seen = () => setSeconds((before) => before ?? Math.round((performance.now() - began) / 1000));
  // biome-ignore lint/correctness/useExhaustiveDependencies: watched once, from when the text is shown
  useEffect(() => {
    const mark = end.current;
    if (!mark) return undefined;
    const watch = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) seen();
    });
    watch.observe(mark);
    return () => watch.disconnect();
  }, []);
  return {
    seconds,
    end,
    onScroll: (event: React.UIEvent<HTMLElement>) => {
      const { scrollTop, clientHeight, scrollHeight } = event.currentTarget;
      if (scrollTop + clientHeight >= scrollHeight - 4) seen();
    },
  };
}

function Done({ at, pass }: { at: string; pass: string }) {
  const { t: common } = useTranslation();
  const t = useTexts(agreementTexts);
  const language = useLanguage();
  const { message } = App.useApp();
  const copy = () =>
    download(`/api/agreements/copy.pdf?${new URLSearchParams({ pass })}`).catch((error: unknown) =>
      message.error(sentenceOf(error, common)),
    );
  return (
    <div className="sign-page">
      <PageHead title={t('sign_done')} />
      <Alert type="success" showIcon title={t('sign_done_why', { at: instantLabel(at, language) })} />
      <Button type="primary" size="large" onClick={() => void copy()}>
        {t('sign_copy')}
      </Button>
    </div>
  );
}
