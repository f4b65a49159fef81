import { App } from 'antd';
import { useNavigate } from 'react-router';
import { leakStates } from '#domain/leaks/states.ts';
import { api } from '../api.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { useAct } from '../ui/useAct.ts';
import { type Guide, type Leak, stale, useSay } from './leaks.ts';

/** Contain, close, package: each asks once more where it cannot be taken back. */
export function Acts({ leak, guide }: { leak: Leak; guide: Guide }) {
  const say = useSay();
  const may = useMay();
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const call = { params: { path: { id: leak.id } }, body: { version: leak.version } };
  const contain = useAct((_: null, once) => api.POST('/api/leaks/{id}/contain', { ...call, ...once }), {
    refresh: stale,
  });
  const close = useAct((_: null, once) => api.POST('/api/leaks/{id}/close', { ...call, ...once }), { refresh: stale });
  if (!may('leak.close')) return null;
  const left = guide.steps.length - Object.keys(leak.steps).length;
  const rehearsal = leak.kind === 'rehearsal';
  const ask = (title: string, run: () => Promise<unknown>) => modal.confirm({ title, onOk: run });
  const closing = [
    ...(left > 0 ? [say('close_left', { count: left })] : []),
    say(rehearsal ? 'close_rehearsal' : 'close_confirm'),
  ].join('');
  const machine = { table: leakStates, state: leak.state };
  return (
    <>
      {!rehearsal && (
        <ActButton
          act="leak.contain"
          machine={machine}
          onClick={() => ask(say('contain_confirm'), () => contain.run(null))}
        />
      )}
      <ActButton act="leak.close" machine={machine} onClick={() => ask(closing, () => close.run(null))} />
      {!rehearsal && (
        <ActButton type="primary" act="leak.compile" onClick={() => navigate(`${paths.leakPackage}?leak=${leak.id}`)}>
          {say('package')}
        </ActButton>
      )}
    </>
  );
}
