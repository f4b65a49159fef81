import MoreOutlined from '@ant-design/icons/es/icons/MoreOutlined';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../i18n/labels.ts';
import { type Possible, useReasons } from './ActButton.tsx';
import { usePhone } from './usePhone.ts';

export type MenuAct = Possible & { key: string; label?: string; danger?: boolean; run: () => void };

/** Acts behind one button, for a row of a table or a card. An act that cannot be done stays, with its reason. */
export function ActMenu({ acts, of }: { acts: readonly MenuAct[]; of: string }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const reasonFor = useReasons();
  const items = acts.map(({ key, label, danger, run, ...possible }) => {
    const why = reasonFor(possible);
    const name = label ?? (possible.act ? labels.act(possible.act) : key);
    return {
      key,
      danger: danger === true,
      disabled: why !== null,
      onClick: run,
      label: why === null ? name : <DisabledAct name={name} why={why} />,
    };
  });
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button
        size={usePhone() ? 'medium' : 'small'}
        type="text"
        icon={<MoreOutlined />}
        aria-label={t('ui.pair', { name: t('ui.more_acts'), value: of })}
      />
    </Dropdown>
  );
}

function DisabledAct({ name, why }: { name: string; why: string }) {
  return (
    <span className="act-menu-disabled">
      {name}
      <small>{why}</small>
    </span>
  );
}
