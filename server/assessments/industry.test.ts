import { expect, test } from 'vitest';
import industries from '#content/industries/industries.json' with { type: 'json' };
import { industryOf } from '#domain/enterprises/rules.ts';
import { useHouse } from '#test/house.ts';

const house = useHouse();

test('[C16] the section of an industry is one in the database and in the rules, for every code of GB/T 4754', async () => {
  const digits = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));
  const letters = industries.map(({ code }) => code);
  const kept = [
    ...letters,
    ...digits.flatMap((division) => [division, `${division}1`, `${division}29`]),
    // As people write them: a letter that fits before the digits.
    ...industries.flatMap(({ code, divisions }) => divisions.map((one) => `${code}${one.code}`)),
    ...['', '7', 'U', 'Z', 'X1'],
  ];
  const { rows } = await house().house.database.owner.query(
    'select code, humi_industry_section(code) as section from unnest($1::text[]) code',
    [kept],
  );
  const differ = rows.filter(({ code, section }) => section !== (industryOf(code, industries)?.section ?? ''));
  expect(differ).toEqual([]);
  expect(new Set(rows.map(({ section }) => section))).toEqual(new Set([...letters, '']));
  expect((await house().house.database.owner.query('select humi_industry_section(null) as none')).rows).toEqual([
    { none: '' },
  ]);
});
