/**
 * How plans name units, and how such a name finds an organisation: short forms (工信局), level words (县公安局), and
 * groups (各县（市、区）市场监管局). Pure: the directory's rows come in as arguments.
 */

/** Long names and the short form that both sides are reduced to. Order matters: longer first. */
const shortForms: readonly [RegExp, string][] = [
  [/市场监督管理/g, '市场监管'],
  [/工业(?:和|与)?信息化(?:和?科学?技术)?/g, '工信'],
  [/人力资源(?:和|与)?社会保障/g, '人社'],
  [/发展(?:和|与)?改革(?:委员会|局|委)/g, '发改局'],
  [/发改委/g, '发改局'],
  [/科学技术/g, '科技'],
  [/人民检察院/g, '检察院'],
  [/人民法院/g, '法院'],
  [/人民政府/g, '政府'],
  [/管理委员会/g, '管委会'],
  [/工商业联合会/g, '工商联'],
  [/街道办事处/g, '街道'],
  [/知识产权局/g, '知识产权局'],
];

/** Names reduced to what tells units apart: no spaces, half-width brackets, short forms, no 中共 in front. */
export function unitKey(name: string): string {
  const plain = name.normalize('NFKC').replaceAll(/\s/g, '').replace(/^中共/, '');
  return shortForms.reduce((text, [long, short]) => text.replaceAll(long, short), plain);
}

export type Level = 'province' | 'city' | 'county';

const levels: Readonly<Record<string, Level>> = {
  省: 'province',
  自治区: 'province',
  市: 'city',
  州: 'city',
  盟: 'city',
  县: 'county',
  旗: 'county',
  区: 'county',
};

/** "县公安局" → county + 公安局; "市场监管局" has no level word. */
export function splitLevel(key: string): { level: Level | null; core: string } {
  const match = /^(省|自治区|市(?!场)|市(?=市场)|县|旗|州|盟|区(?!块))(.{2,})$/.exec(key);
  if (!match?.[1] || !match[2]) return { level: null, core: key };
  return { level: levels[match[1]] ?? null, core: match[2] };
}

/** An organisation of the directory as the matcher needs it. `depth` counts the divisions above it. */
export type Candidate = {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly names: readonly string[];
  readonly division_code: string;
  readonly division_name: string;
  readonly division_kind: string;
  readonly path: string;
};

export type Member = { readonly org_id: string; readonly name: string };

export type Resolution =
  | { readonly kind: 'one'; readonly org_id: string; readonly name: string }
  | { readonly kind: 'many'; readonly candidates: readonly Member[] }
  | { readonly kind: 'group'; readonly members: readonly Member[] }
  | { readonly kind: 'none' };

/**
 * Finds the organisation that a plan of division `path` means by `name`. Whole names win over short ones, the plan's own
 * division over those above it, those over the ones below. Two equally good finds are 'many', never a guess.
 */
export function resolveUnit(name: string, path: string, directory: readonly Candidate[]): Resolution {
  const group = groupOf(name);
  if (group) return { kind: 'group', members: membersOf(group, path, directory) };
  const key = unitKey(name);
  const whole = directory.filter((one) => one.names.some((known) => unitKey(known) === key));
  if (whole.length > 0) return nearest(whole, path);
  const { level, core } = splitLevel(key);
  const short = directory.filter((one) => coresOf(one).includes(core) && (level === null || levelOf(one) === level));
  return nearest(short, path);
}

const asMember = ({ id, name }: Candidate): Member => ({ org_id: id, name });

function nearest(found: readonly Candidate[], path: string): Resolution {
  const own = found.filter((one) => one.path === path);
  const above = found.filter((one) => one.path !== path && path.startsWith(one.path));
  const closest = Math.max(...above.map((one) => one.path.length));
  const tiers = [
    own,
    above.filter((one) => one.path.length === closest),
    found.filter((one) => !path.startsWith(one.path)),
  ];
  const tier = tiers.find((list) => list.length > 0);
  const [first, second] = tier ?? [];
  if (!first) return { kind: 'none' };
  return second
    ? { kind: 'many', candidates: (tier ?? []).map(asMember) }
    : { kind: 'one', org_id: first.id, name: first.name };
}

const levelOf = ({ division_kind }: Candidate): string =>
  division_kind === 'development_zone' ? 'county' : division_kind;

/** The names of an organisation without its place and level: 云溪县公安局 → 公安局. */
function coresOf({ names, division_name }: Candidate): string[] {
  const place = unitKey(division_name);
  return names.map((name) => {
    const key = unitKey(name);
    return key.startsWith(place) ? key.slice(place.length) : splitLevel(key).core;
  });
}

/** What a group name asks for: a kind of place, or one unit in each division below. */
export type Group =
  | { readonly kind: 'township' | 'park' | 'station' }
  | { readonly core: string }
  | { readonly members: true };

/** The group behind "各…", or null for a single unit. */
export function groupOf(name: string): Group | null {
  const key = unitKey(name);
  if (!key.startsWith('各')) return null;
  const rest = key.slice(1);
  if (/^(?:有关|相关|责任|成员|牵头|参与)*(?:单位|部门)$/.test(rest)) return { members: true };
  if (/^(?:工业|产业|开发|经济)*园区|^开发区/.test(rest)) return { kind: 'park' };
  if (/^市场监管所/.test(rest)) return { kind: 'station' };
  const below = /^(?:县|市|区|旗|地|州)(?:[、/]?(?:县|市|区|旗))*(?:\([^)]*\))?(.*)$/.exec(rest);
  if (below && !/^(?:街道|镇|乡)/.test(rest)) return { core: below[1] || '政府' };
  if (/^(?:乡镇?|镇|街道|苏木)/.test(rest)) return { kind: 'township' };
  return null;
}

function membersOf(group: Group, path: string, directory: readonly Candidate[]): Member[] {
  const below = directory.filter((one) => one.path.startsWith(path));
  if ('members' in group) return [];
  if ('kind' in group) {
    const wanted =
      group.kind === 'station'
        ? below.filter((one) => one.names.some((name) => unitKey(name).includes('市场监管所')))
        : below.filter((one) => one.kind === group.kind);
    return wanted.map(asMember);
  }
  return below
    .filter((one) => one.path !== path && levelOf(one) === 'county' && coresOf(one).includes(group.core))
    .map(asMember);
}
