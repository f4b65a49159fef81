/**
 * How ready a firm is to complain about one secret (C23; peers: "are you ready to complain?"). Six parts, each of a few
 * facts; what the holder has to show in the two steps of the burden of proof (Anti-Unfair Competition Law 2025, art. 39)
 * and in a complaint file. Computed where the record is open: in the browser. Only names of missing parts leave it.
 */
export const readinessParts = ['point', 'origin', 'measures', 'access', 'similarity', 'loss'] as const;
export type ReadinessPart = (typeof readinessParts)[number];

/** Facts that count at any time, and facts that count once something has happened. */
const before = {
  point: ['stated', 'not_public', 'searched', 'value', 'in_force'],
  origin: ['listed', 'sealed_file', 'deposited', 'stamped'],
  measures: ['classes', 'agreements', 'documents', 'marked'],
  access: ['readers', 'log'],
  similarity: ['sample'],
  loss: ['cost', 'income'],
} as const satisfies Record<ReadinessPart, readonly string[]>;

const after = {
  point: [],
  origin: [],
  measures: ['on_day'],
  access: ['suspect', 'channel'],
  similarity: ['compared'],
  loss: ['estimated'],
} as const satisfies Record<ReadinessPart, readonly string[]>;

type Named<T extends Record<string, readonly string[]>> = { [P in keyof T & string]: `${P}.${T[P][number]}` }[keyof T &
  string];
export type ReadinessFact = Named<typeof before> | Named<typeof after>;
export type ReadinessFacts = Readonly<Partial<Record<ReadinessFact, boolean>>>;

/** Before anything happened, or in an incident: then suspect, channel, comparison and estimate count too. */
export type ReadinessStage = 'before' | 'after';

export type Readiness = {
  /** Whole percent: the mean of the parts, so that many small facts of one part do not hide a part without any. */
  readonly percent: number;
  readonly parts: readonly {
    readonly part: ReadinessPart;
    readonly met: readonly ReadinessFact[];
    readonly missing: readonly ReadinessFact[];
  }[];
};

export function readinessOf(facts: ReadinessFacts, stage: ReadinessStage): Readiness {
  const parts = readinessParts.map((part) => {
    const asked = factsOf(part, stage);
    return {
      part,
      met: asked.filter((fact) => facts[fact] === true),
      missing: asked.filter((fact) => facts[fact] !== true),
    };
  });
  const share =
    parts.reduce((sum, { met, missing }) => sum + met.length / (met.length + missing.length), 0) / parts.length;
  // 99.6 % is not ready: only nothing missing is a hundred.
  return { percent: Math.floor(share * 100 + 1e-9), parts };
}

/** The facts of a part that are asked for at this stage, in the order in which a person would see to them. */
export const factsOf = (part: ReadinessPart, stage: ReadinessStage): readonly ReadinessFact[] =>
  // The two tables name exactly the members of ReadinessFact.
  [...before[part], ...(stage === 'after' ? after[part] : [])].map((name) => `${part}.${name}` as ReadinessFact);

/** Step 1 and 2 of the burden of proof: under which heading a part of the package goes (art. 39). */
export const burdenStep: Readonly<Record<ReadinessPart, 1 | 2>> = {
  point: 1,
  origin: 1,
  measures: 1,
  access: 2,
  similarity: 2,
  loss: 2,
};

/** How many of the six named classes of measures (SPC 2020 art. 6) are enough to call the measures shown. */
export const classesEnough = 4;
