import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { instantLabel } from '../ui/DayText.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { sentenceOf, sentenceOfProblem } from '../ui/sentenceOf.ts';
import { useAct } from '../ui/useAct.ts';
import { OutsideItem } from './OutsideItem.tsx';
import { type Form, handIn, isWhole, itemsOf, loadForm, useFilling } from './outside.ts';
import { texts } from './texts.ts';
import './remedies.css';

/** Somebody without an account fills one assessment; the page knows nothing but the form and the own answers. */
export function OutsidePage() {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const token = useLocation().hash.slice(1);
  const [done, setDone] = useState(false);
  // Once read it stays: what comes after is in the page itself.
  const found = useQuery({
    queryKey: ['session', 'outside', token],
    queryFn: () => loadForm(token),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (done)
    return (
      <div className="outside">
        <PageHead title={say('outside_done')} purpose={say('outside_done_why')} />
      </div>
    );
  if (found.isPending) return <Loading />;
  if (!found.data)
    return (
      <div className="outside">
        <PageHead title={say('outside_bad')} />
        <Alert type="error" showIcon role="alert" title={sentenceOf(found.error, t)} />
      </div>
    );
  const { data: form } = found;
  const renew = () => void found.refetch();
  return <Filling key={form.form} token={token} form={form} renew={renew} onDone={() => setDone(true)} />;
}

type FillingProps = { token: string; form: Form; renew: () => void; onDone: () => void };

function Filling({ token, form, renew, onDone }: FillingProps) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const language = useLanguage();
  const { filling, change, saving, problem, flush } = useFilling({ token, form, renew });
  const items = itemsOf(form);
  const taken = new Set(filling.taken);
  const left = items.filter(({ code }) => !taken.has(code) && !isWhole(filling.answers.get(code)));
  return (
    <div className="outside">
      <PageHead
        title={say('outside_title')}
        purpose={say('outside_for', { firm: form.enterprise_name, title: form.title })}
      />
      <p className="muted">{say('outside_how', { until: instantLabel(form.expires_at, language) })}</p>
      <div className="outside-bar" role="status">
        {say('outside_progress', { done: items.length - left.length, all: items.length })} ·{' '}
        {say(saving ? 'outside_saving' : 'outside_saved')}
      </div>
      {problem && <Alert type="error" showIcon role="alert" title={sentenceOfProblem(problem, t)} />}
      {items.map((item) => (
        <OutsideItem
          key={item.code}
          item={item}
          taken={taken.has(item.code)}
          given={filling.answers.get(item.code)}
          onChange={(given) => change(item.code, given)}
        />
      ))}
      <HandIn token={token} left={left.map(({ code }) => code)} flush={flush} onDone={onDone} />
    </div>
  );
}

type HandInProps = { token: string; left: readonly string[]; flush: () => Promise<boolean>; onDone: () => void };

function HandIn({ token, left, flush, onDone }: HandInProps) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const [name, setName] = useState('');
  const act = useAct((body: { token: string; name: string }) => handIn(body), {
    quiet: true,
    silent: true,
    after: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim() || left.length > 0) return;
    // What could not be sent stands above, as a sentence, and stays on the page.
    void flush().then((arrived) => (arrived ? act.run({ token, name }) : undefined));
  };
  const why = left.length > 0 ? say('outside_left', { count: left.length, item: left[0] ?? '' }) : null;
  return (
    <form className="card" onSubmit={submit}>
      <label htmlFor="outside-name">{say('outside_name')}</label>
      <Input id="outside-name" value={name} maxLength={60} required onChange={({ target }) => setName(target.value)} />
      {why && (
        <p className="muted" id="outside-why">
          {why}{' '}
          <a href={`#item-${left[0]}`} onClick={(event) => jump(event, left[0] ?? '')}>
            {left[0]}
          </a>
        </p>
      )}
      {act.problem && <Alert type="error" showIcon role="alert" title={sentenceOfProblem(act.problem, t)} />}
      <div className="share-acts">
        <Button
          type="primary"
          htmlType="submit"
          size="large"
          block
          loading={act.busy}
          aria-disabled={why !== null}
          {...(why ? { 'aria-describedby': 'outside-why', className: 'act-disabled' } : {})}
        >
          {say('outside_hand_in')}
        </Button>
      </div>
    </form>
  );
}

/** Goes to an item without changing the address: the link's token stands behind its #. */
function jump(event: { preventDefault: () => void }, code: string): void {
  event.preventDefault();
  document.getElementById(`item-${code}`)?.scrollIntoView({ block: 'center' });
}
