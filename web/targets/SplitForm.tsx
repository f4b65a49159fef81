import { useQuery } from '@tanstack/react-query';
import { Alert, Button, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { remainder } from '#domain/targets/rules.ts';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { SearchSelect } from '../ui/SearchSelect.tsx';
import { sentenceOfProblem } from '../ui/sentenceOf.ts';
import { useAct } from '../ui/useAct.ts';
import { programmeQuery, stale, type Target } from './targets.ts';

/** A place that gets a part: a region one level below, or a unit. */
type Place = { key: string; name: string; division_code?: string; organisation?: string };
type Parts = { parts: { division_code?: string; organisation?: string; value: number }[] };
type Props = { open: boolean; onClose: () => void; target: Target };

/** 分解下达: a number for each region below, and for units that are looked up. The sum is told, not forced. */
export function SplitForm(props: Props) {
  return props.open ? <OpenSplit {...props} /> : null;
}

function OpenSplit({ onClose, target }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const [units, setUnits] = useState<Place[]>(() => unitsOf(target));
  const [values, setValues] = useState<Readonly<Record<string, number | null>>>(() => valuesOf(target));
  const places = [...useRegions(target), ...units];
  const split = useAct(
    (body: Parts, once) => api.POST('/api/targets/{id}/split', { params: { path: { id: target.id } }, body, ...once }),
    {
      silent: true,
      refresh: stale,
      done: ({ remainder: left }) =>
        left === 0
          ? t('targets.split_even')
          : left > 0
            ? t('targets.split_left', { count: left })
            : t('targets.split_over', { count: -left }),
      after: onClose,
    },
  );
  const wanted = places.flatMap(({ key, name: _name, ...place }) => {
    const value = values[key];
    return value === null || value === undefined ? [] : [{ ...place, value }];
  });
  const left = remainder(
    target.value,
    wanted.map(({ value }) => value),
  );
  return (
    <Modal
      open
      title={labels.verb('split')}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('ui.cancel')}
        </Button>,
        <Button
          key="submit"
          type="primary"
          loading={split.busy}
          disabled={wanted.length === 0}
          onClick={() => void split.run({ parts: wanted })}
        >
          {labels.verb('split')}
        </Button>,
      ]}
    >
      <p className="form-intro">{t('targets.split_intro')}</p>
      {split.problem && <Alert type="error" showIcon role="alert" title={sentenceOfProblem(split.problem, t)} />}
      <ul className="split-rows">
        {places.map(({ key, name }) => (
          <li key={key} className="split-row">
            <label htmlFor={`split-${key}`}>{name}</label>
            <InputNumber
              id={`split-${key}`}
              min={0}
              max={1e12}
              value={values[key] ?? null}
              suffix={target.unit}
              onChange={(value) => setValues({ ...values, [key]: value })}
            />
          </li>
        ))}
      </ul>
      <SearchSelect
        aria-label={t('targets.split_unit')}
        placeholder={t('targets.split_unit')}
        of="organisations"
        search={findUnits}
        value={null}
        onChange={(id, choice) => {
          if (id && choice && !units.some(({ key }) => key === id))
            setUnits([...units, { key: id, name: choice.label, organisation: id }]);
        }}
      />
      <p className="target-sum" role="status">
        <span>{t('targets.split_sum', { sum: target.value - left, whole: `${target.value}${target.unit}` })}</span>
        {left !== 0 && (
          <span className="muted">
            {left > 0 ? t('targets.split_left', { count: left }) : t('targets.split_over', { count: -left })}
          </span>
        )}
      </p>
    </Modal>
  );
}

/** The regions one level below the programme's own. */
function useRegions(target: Target): Place[] {
  const programme = useQuery(programmeQuery(target.programme));
  const parent = programme.data?.division_code;
  const below = useQuery({
    queryKey: ['divisions', 'below', parent],
    queryFn: () => read(api.GET('/api/divisions', { params: { query: { parent: parent ?? '', size: 200 } } })),
    enabled: parent !== undefined,
  });
  return (below.data?.rows ?? []).map(({ code, name }) => ({ key: code, name, division_code: code }));
}

async function findUnits(q: string) {
  const { total, rows } = await read(
    api.GET('/api/organisations', { params: { query: { ...(q ? { q } : {}), size: 30 } } }),
  );
  return { total, choices: rows.map(({ id, name }) => ({ value: id, label: name })) };
}

const unitsOf = ({ parts }: Target): Place[] =>
  parts.flatMap(({ organisation, organisation_name }) =>
    organisation ? [{ key: organisation, name: organisation_name ?? organisation, organisation }] : [],
  );

const valuesOf = ({ parts }: Target): Record<string, number> =>
  Object.fromEntries(
    parts.map(({ division_code, organisation, value }) => [division_code ?? organisation ?? '', value]),
  );
