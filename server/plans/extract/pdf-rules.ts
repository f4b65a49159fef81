import type { getDocumentProxy } from 'unpdf';
import { getResolvedPDFJS } from 'unpdf';
import { type Matrix, multiply, type Rules } from './pdf-geometry.ts';

type PdfPage = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>;

/** Reads what draws table borders: strokes along an axis, and filled boxes as thin as a stroke. */
export async function readRules(page: PdfPage, viewport: readonly number[]): Promise<Rules> {
  const { OPS } = await getResolvedPDFJS();
  const operators = await page.getOperatorList();
  const rules: Rules = { horizontal: [], vertical: [] };
  const saved: Matrix[] = [];
  let matrix = multiply(viewport, [1, 0, 0, 1, 0, 0]);
  for (const [i, operator] of operators.fnArray.entries()) {
    const args: unknown[] = operators.argsArray[i] ?? [];
    if (operator === OPS.save) saved.push(matrix);
    else if (operator === OPS.restore) matrix = saved.pop() ?? matrix;
    else if (operator === OPS.transform) matrix = multiply(matrix, numbersOf(args));
    else if (operator === OPS.paintFormXObjectBegin) {
      saved.push(matrix);
      if (args[0]) matrix = multiply(matrix, numbersOf(args[0]));
    } else if (operator === OPS.paintFormXObjectEnd) matrix = saved.pop() ?? matrix;
    else if (operator === OPS.constructPath && args[0] !== OPS.endPath) addPath(rules, pathOf(args[1]), matrix);
  }
  return rules;
}

const THIN = 3;
const SHORTEST = 6;
const MOST_RULES = 20_000;
/** Operators inside a path as the library packs them: move x y, line x y, curve of six numbers, close. */
const [MOVE, LINE, CURVE, CLOSE] = [0, 1, 2, 4];

function addPath(rules: Rules, path: readonly number[], matrix: Matrix): void {
  let points: [number, number][] = [];
  for (let i = 0; i < path.length; ) {
    const kind = path[i++];
    if (kind === CLOSE) {
      if (points[0]) points.push(points[0]);
      continue;
    }
    if (kind === MOVE) {
      addOutline(rules, points);
      points = [];
    }
    if (kind === CURVE) i += 4;
    else if (kind !== MOVE && kind !== LINE) i += 2;
    points.push(apply(matrix, path[i] ?? 0, path[i + 1] ?? 0));
    i += 2;
  }
  addOutline(rules, points);
}

/** A thin box is one line along its middle; of any other outline, each side along an axis is a line. */
function addOutline(rules: Rules, points: readonly [number, number][]): void {
  if (points.length < 2 || rules.horizontal.length + rules.vertical.length > MOST_RULES) return;
  const [left, right] = bounds(points.map(([x]) => x));
  const [top, bottom] = bounds(points.map(([, y]) => y));
  if (bottom - top < THIN || right - left < THIN) {
    addSide(rules, left, top, right, bottom);
    return;
  }
  for (const [i, [x, y]] of points.entries()) {
    const next = points[i + 1];
    if (next && (Math.abs(next[0] - x) < 1 || Math.abs(next[1] - y) < 1)) {
      const [[fromX, toX], [fromY, toY]] = [bounds([x, next[0]]), bounds([y, next[1]])];
      addSide(rules, fromX, fromY, toX, toY);
    }
  }
}

function addSide(rules: Rules, left: number, top: number, right: number, bottom: number): void {
  const [width, height] = [right - left, bottom - top];
  if (width >= SHORTEST && height < THIN) rules.horizontal.push({ at: (top + bottom) / 2, from: left, to: right });
  else if (height >= SHORTEST && width < THIN) rules.vertical.push({ at: (left + right) / 2, from: top, to: bottom });
}

function bounds(values: readonly number[]): [number, number] {
  return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
}

function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** Paths come as a list that holds one array of numbers. */
function pathOf(argument: unknown): number[] {
  return Array.isArray(argument) ? numbersOf(argument[0]) : [];
}

function numbersOf(value: unknown): number[] {
  if (Array.isArray(value)) return value.map(Number);
  return value instanceof Float32Array || value instanceof Float64Array ? Array.from(value) : [];
}
