import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';

type Props = {
  /** What is being done, with the numbers: it names the bar for screen readers too. */
  text: string;
  /** How much of it is done, 0 to 1; null while that is not known. */
  share: number | null;
  onStop?: () => void;
};

/** Long work under way: what, how far, and a way to stop it. */
export function Working({ text, share, onStop }: Props) {
  const { t } = useTranslation();
  return (
    <div className="stack working" role="status">
      <span>{text}</span>
      {share !== null && <Progress aria-label={text} percent={Math.floor(share * 100)} size="small" />}
      {onStop && (
        <div>
          <Button size="small" onClick={onStop}>
            {t('ui.cancel')}
          </Button>
        </div>
      )}
    </div>
  );
}
