import Type from 'typebox';
import routes from '#content/leaks/routes.json' with { type: 'json' };
import scenarios from '#content/leaks/scenarios.json' with { type: 'json' };
import { routeKeys } from '#domain/leaks/body.ts';
import { Guide } from '#domain/leaks/schema.ts';
import { Refused } from '#domain/refused.ts';
import { query } from '#server/kernel/verb.ts';
import { firstSteps } from '#server/leaks/parts/steps.ts';
import { ruleNumbers } from '#server/settings/load.ts';

/** What the page of an incident is led by: first steps, scenarios of rehearsals, routes with the numbers of today (C22). */
export const showGuide = query({
  name: 'leak.guide',
  input: Type.Object({}),
  output: Guide,
  async run({ db, today }) {
    const rules = [...new Set(routes.flatMap((route) => route.rules))];
    const values = await ruleNumbers(db, rules, today);
    if (values.length < rules.length) throw new Refused('unknown_rule', { key: rules.join(', ') });
    const numbers = new Map(rules.map((rule, at) => [rule, values[at]]));
    const fill = (text: string): string =>
      text.replaceAll(/\{\{(\w+)\}\}/g, (_, rule: string) => {
        const value = numbers.get(rule);
        if (value === undefined) throw new Refused('unknown_rule', { key: rule });
        return value.toLocaleString('en-US');
      });
    const pair = ({ zh, en }: { zh: string; en: string }) => ({ zh: fill(zh), en: fill(en) });
    return {
      steps: [...firstSteps],
      scenarios,
      routes: routeKeys.flatMap((key) =>
        routes
          .filter((route) => route.key === key)
          .map(({ zh, en, fits, asks }) => ({ key, zh, en, fits: pair(fits), asks: asks.map(pair) })),
      ),
      crime_loss: numbers.get('crime_loss_threshold') ?? 0,
    };
  },
});
