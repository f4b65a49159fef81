import { Button, type ButtonProps, Tooltip } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Act } from '#domain/permissions.ts';
import { actsIn, type Machine } from '#domain/states.ts';
import { useLabels } from '../i18n/labels.ts';
import { useMay } from '../session.ts';

export type Possible = {
  /** The act in domain/permissions.ts; without it the button is free to all. */
  act?: Act | undefined;
  /** The row's state and its table: an act that the state does not allow is disabled, and says so. */
  machine?: { table: Machine<string>; state: string } | undefined;
  /** Another reason why it cannot be done now, as a sentence. */
  reason?: string | null | undefined;
};

type Props = Omit<ButtonProps, 'disabled'> & Possible;

/**
 * The button of an act. When it is not possible it stays focusable, and tells why on hover, focus and to a screen
 * reader. Its label is the verb's word in the glossary unless `children` say otherwise.
 */
export function ActButton({ act, machine, reason, children, onClick, ...rest }: Props) {
  const labels = useLabels();
  const why = useReason({ act, machine, reason });
  const id = useId();
  const label = children ?? (act ? labels.act(act) : null);
  if (why === null) {
    return (
      <Button {...rest} {...(onClick ? { onClick } : {})}>
        {label}
      </Button>
    );
  }
  const { loading: _loading, href: _href, ...look } = rest;
  return (
    <Tooltip title={why} trigger={['hover', 'focus', 'click']}>
      <Button
        {...look}
        htmlType="button"
        className={`${rest.className ?? ''} act-disabled`}
        aria-disabled="true"
        aria-describedby={id}
        onClick={(event) => event.preventDefault()}
      >
        {label}
        <span id={id} className="hidden-words">
          {why}
        </span>
      </Button>
    </Tooltip>
  );
}

/** Why the act cannot be done by this person now; null when it can. The same two tables as the server's. */
export function useReason({ act, machine, reason }: Possible): string | null {
  const judge = useReasons();
  return judge({ act, machine, reason });
}

/** As useReason, for many acts in one component (a menu of acts). */
export function useReasons(): (possible: Possible) => string | null {
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  return ({ act, machine, reason }) => {
    if (act && !may(act)) return t('ui.not_permitted', { act: labels.act(act) });
    const verb = act?.slice(act.indexOf('.') + 1);
    if (machine && verb && !actsIn(machine.table, machine.state).includes(verb)) {
      return t('ui.wrong_state', { state: labels.state(machine.state), act: labels.verb(verb) });
    }
    return reason ?? null;
  };
}
