import { Alert, Button, Form, Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Identity } from '#seal/identity.ts';
import { checkWords, makeRecovery, type Share, shareWord, splitRecovery } from '#seal/recovery.ts';
import { useTexts } from '../i18n/texts.ts';
import { todayInChina } from '../ui/DayText.tsx';
import { RecoverySheets } from './RecoverySheets.tsx';
import { identityTexts } from './texts.ts';
import { useSealedAct } from './useSealedAct.ts';

type Made = { recovery: Identity; shares: readonly Share[]; day: string };
type Wanted = { way: 'whole' | 'split'; holders: number; threshold: number };
type Props = {
  organisation: string;
  /** The button of the last step, and what is said after it. */
  label: string;
  done: string;
  onMade: (recovery: Identity) => Promise<unknown>;
  onClose: () => void;
};

/** Makes a recovery key, prints it, has two words typed back from the paper, and only then uses it. */
export function RecoverySteps({ organisation, label, done, onMade, onClose }: Props) {
  const say = useTexts(identityTexts);
  const [made, setMade] = useState<Made | null>(null);
  const [step, setStep] = useState<'sheet' | 'words'>('sheet');
  const making = useSealedAct();
  const make = ({ way, holders, threshold }: Wanted) =>
    making.run(async () => {
      const recovery = await makeRecovery(organisation, new Date().toISOString());
      const shares = way === 'split' ? await splitRecovery(recovery.secret, { holders, threshold }) : [];
      setMade({ recovery, shares, day: todayInChina() });
    });
  if (!made) return <ChooseForm busy={making.busy} onChoose={(wanted) => void make(wanted)} onClose={onClose} />;
  if (step === 'words')
    return <WordsForm {...{ made, label, done, onMade, onClose }} onBack={() => setStep('sheet')} />;
  return (
    <div>
      <div className="row no-print">
        <Button type="primary" onClick={() => window.print()}>
          {say('print')}
        </Button>
        <Button onClick={() => setStep('words')}>{say('printed')}</Button>
      </div>
      <RecoverySheets {...made} />
    </div>
  );
}

function ChooseForm({
  busy,
  onChoose,
  onClose,
}: {
  busy: boolean;
  onChoose: (wanted: Wanted) => void;
  onClose: () => void;
}) {
  const say = useTexts(identityTexts);
  const [form] = Form.useForm<Wanted>();
  const way = Form.useWatch('way', form);
  const fits = async (_: unknown, threshold: number) => {
    if (way === 'split' && threshold > form.getFieldValue('holders')) throw new Error(say('split_wrong'));
  };
  return (
    <Form<Wanted>
      form={form}
      layout="vertical"
      className="narrow-form"
      initialValues={{ way: 'whole', holders: 3, threshold: 2 }}
      // With the fields that are not shown.
      onFinish={() => onChoose(form.getFieldsValue(true))}
    >
      <Form.Item name="way" label={say('sheet')}>
        <Radio.Group
          options={[
            { value: 'whole', label: say('whole') },
            { value: 'split', label: say('split') },
          ]}
        />
      </Form.Item>
      {way === 'split' && (
        <div className="row">
          <Form.Item name="holders" label={say('holders')}>
            <InputNumber min={2} max={20} precision={0} />
          </Form.Item>
          <Form.Item name="threshold" label={say('threshold')} dependencies={['holders']} rules={[{ validator: fits }]}>
            <InputNumber min={2} max={20} precision={0} />
          </Form.Item>
        </div>
      )}
      <div className="row">
        <Button type="primary" htmlType="submit" loading={busy}>
          {say('make_recovery')}
        </Button>
        <CancelButton onClick={onClose} />
      </div>
    </Form>
  );
}

function CancelButton({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation();
  return <Button onClick={onClick}>{t('ui.cancel')}</Button>;
}

type WordsProps = {
  made: Made;
  label: string;
  done: string;
  onMade: Props['onMade'];
  onBack: () => void;
  onClose: () => void;
};

function WordsForm({ made: { recovery, shares }, label, done, onMade, onBack, onClose }: WordsProps) {
  const say = useTexts(identityTexts);
  const act = useSealedAct(done);
  const [first, last] = [shares.at(0), shares.at(-1)];
  const wanted = first && last ? [shareWord(first), shareWord(last)] : checkWords(recovery.secret);
  const is = (place: number) => async (_: unknown, word: string) => {
    if (word?.trim() !== wanted[place]) throw new Error(say('word_wrong'));
  };
  const finish = async () => {
    if (await act.run(() => onMade(recovery))) onClose();
  };
  return (
    <Form layout="vertical" className="narrow-form" requiredMark={false} onFinish={() => void finish()}>
      <p>{first ? say('confirm_shares') : say('confirm')}</p>
      <Form.Item name="one" label={say('word_one')} rules={[{ validator: is(0) }]} validateTrigger="onBlur">
        <Input autoComplete="off" maxLength={10} />
      </Form.Item>
      <Form.Item name="two" label={say('word_two')} rules={[{ validator: is(1) }]} validateTrigger="onBlur">
        <Input autoComplete="off" maxLength={10} />
      </Form.Item>
      {act.problem && <Alert type="error" showIcon title={act.problem} />}
      <div className="row">
        <Button type="primary" htmlType="submit" loading={act.busy}>
          {label}
        </Button>
        <Button onClick={onBack}>{say('back_sheet')}</Button>
      </div>
    </Form>
  );
}
