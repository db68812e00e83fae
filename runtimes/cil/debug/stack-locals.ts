/**
 * Locals that the optimiser keeps on the evaluation stack alone: a value that one statement leaves there for a later one. Which local it is
 * says the same method without optimisation, where the statement stores it.
 */
import { decode } from '../meter/instruction.ts';
import { Metadata } from '../meter/metadata.ts';
import { readBody, type MethodBody } from '../meter/method-body.ts';
import { OP } from '../meter/opcodes.ts';
import { PeFile } from '../meter/pe-file.ts';
import { TABLE } from '../meter/schema.ts';
import type { LocalName, MethodSource, SequencePoint } from './portable-pdb.ts';
import { slotUse } from './slot-use.ts';
import { leavesValue, stackDepths } from './stack-depth.ts';
import { createTranslation } from './translate-signature.ts';
import { describeLocal, localSignatures, type VariableSlot } from './variable-slots.ts';

/** Before the statement at an offset the value on top of the stack is that of a variable. */
export interface StackedLocal {
  readonly offset: number;
  readonly variable: VariableSlot;
}

export interface Assembly {
  readonly file: PeFile;
  readonly metadata: Metadata;
}

export const openAssembly = (image: Uint8Array): Assembly => {
  const file = new PeFile(Buffer.from(image));
  return { file, metadata: new Metadata(file.metadata) };
};

const bodyOf = ({ file, metadata }: Assembly, row: number): MethodBody | undefined => {
  const address = metadata.value(TABLE.methodDef, row, 0);
  return address === 0 ? undefined : readBody(file.bytes, file.offsetOf(address));
};

type LocalsOf = (row: number, source: MethodSource) => readonly StackedLocal[];

/** `plain`: without optimisation. */
export function createStackLocals(
  own: Assembly,
  plain: Assembly,
  sources: ReadonlyMap<number, MethodSource>,
  isRefStruct: (name: string) => boolean,
): LocalsOf {
  const translate = createTranslation(plain.metadata, own.metadata);
  const isSame = (row: number): boolean =>
    row <= plain.metadata.count(TABLE.methodDef) &&
    own.metadata.text(TABLE.methodDef, row, 3) === plain.metadata.text(TABLE.methodDef, row, 3);
  return (row, source) => {
    const plainSource = sources.get(row);
    const body = bodyOf(own, row);
    const plainBody = isSame(row) ? bodyOf(plain, row) : undefined;
    if (plainSource === undefined || body === undefined || plainBody === undefined) return [];
    const code = decode(body.il);
    const depths = stackDepths(own.metadata, body);
    const stored = storedAt(plainBody, plainSource);
    const points = source.points.filter(({ place }) => place !== undefined);
    const kept = new Set(source.locals.map(({ name }) => name));
    const signatures = plainBody.locals === 0 ? [] : localSignatures(plain.metadata, plainBody.locals);
    return points.flatMap((point, i): StackedLocal[] => {
      const next = points[i + 1];
      const local = stored.get(placeOf(point));
      if (next === undefined || local === undefined || kept.has(local.name)) return [];
      const last = code.findLast(({ at, op }) => at >= point.offset && at < next.offset && op !== OP.nop);
      if ((depths.get(next.offset) ?? 0) === 0 || last === undefined || !leavesValue(own.metadata, last)) return [];
      const signature = translate(signatures[local.index] ?? Buffer.alloc(0));
      const described = signature && describeLocal(own.metadata, row, signature, isRefStruct);
      if (described === undefined) return [];
      const seen = lastIn(plainSource, local, points, next.offset);
      const variable = {
        name: local.name,
        kind: 'stack',
        index: 0,
        from: next.offset,
        to: seen + 1,
        ...described,
      } as const;
      return [{ offset: next.offset, variable }];
    });
  };
}

const placeOf = ({ place }: SequencePoint): string =>
  place === undefined ? '' : `${place.document}:${place.line}:${place.column}:${place.endLine}:${place.endColumn}`;

/** Which local a statement stores last, and then does nothing more; by its place. */
function storedAt(body: MethodBody, { points, locals }: MethodSource): ReadonlyMap<string, LocalName> {
  const code = decode(body.il);
  const stored = new Map<string, LocalName>();
  points.forEach((point, i) => {
    const end = points[i + 1]?.offset ?? body.il.length;
    const last = code.findLast((one) => one.at >= point.offset && one.at < end && one.op !== OP.nop);
    const use = last && slotUse(last);
    if (last === undefined || use?.how !== 'store' || use.kind !== 'local') return;
    const local = locals.find(({ index, from, to }) => index === use.index && last.at >= from && last.at < to);
    if (local !== undefined) stored.set(placeOf(point), local);
  });
  return stored;
}

/** Offset of the last statement in which the local is to be seen. */
function lastIn({ points }: MethodSource, local: LocalName, own: readonly SequencePoint[], first: number): number {
  const places = new Set(points.filter(({ offset }) => offset >= local.from && offset < local.to).map(placeOf));
  return own.findLast((point) => point.offset >= first && places.has(placeOf(point)))?.offset ?? first;
}
