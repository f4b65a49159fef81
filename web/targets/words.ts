import { useTranslation } from 'react-i18next';
import type { TargetRow } from './targets.ts';

type Aim = Pick<TargetRow, 'comparison' | 'value' | 'value_to' | 'unit'>;

/** What a target wants, in words: 不少于50家, 15—20个. */
export function useAim(): (aim: Aim) => string {
  const { t } = useTranslation();
  return ({ comparison, value, value_to, unit }) => {
    const filled = { value: `${value}${unit}`, from: value, to: `${value_to ?? value}${unit}` };
    if (comparison === 'between') return t('targets.aim_between', filled);
    if (comparison === 'at_most') return t('targets.aim_at_most', filled);
    return comparison === 'at_least' ? t('targets.aim_at_least', filled) : filled.value;
  };
}

/** Where the trend arrives, in words. */
export function useForecast(): (target: Pick<TargetRow, 'forecast' | 'unit' | 'standing'>) => string {
  const { t } = useTranslation();
  return ({ forecast: { expected, reaches }, unit, standing }) => {
    if (standing === 'met') return t('targets.forecast_met');
    if (expected === null) return t('targets.forecast_unknown');
    // A trend may point below nothing or above everything; the words stay within what can be.
    const possible = Math.min(unit === '%' ? 100 : Number.POSITIVE_INFINITY, Math.max(0, expected));
    // Things are counted whole (never rounded up to an aim that is not reached); a rate keeps one decimal.
    const counted = unit === '%' ? Math.round(possible * 10) / 10 : Math.floor(possible + 1e-6);
    const filled = { expected: `${counted}${unit}` };
    return reaches === 'yes' ? t('targets.forecast_yes', filled) : t('targets.forecast_no', filled);
  };
}

/** Why the lead office's acts are not possible here; null when they are. */
export function useOfficeReason(): (
  target: Pick<TargetRow, 'lead_office' | 'lead_office_name' | 'programme_state'>,
  own: string | null | undefined,
) => string | null {
  const { t } = useTranslation();
  return ({ lead_office, lead_office_name, programme_state }, own) => {
    if (own !== lead_office) return t('targets.only_lead_office', { name: lead_office_name ?? '' });
    return programme_state === 'running' ? null : t('targets.programme_closed');
  };
}
