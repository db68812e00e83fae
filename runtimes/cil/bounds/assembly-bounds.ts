/** Holds an assembly against the limits of what the engine has to make of it; what runs within them is for the meters. */
import { compressed, Metadata } from '../meter/metadata.ts';
import { readBody } from '../meter/method-body.ts';
import { PeFile } from '../meter/pe-file.ts';
import { TABLE } from '../meter/schema.ts';
import { typeText } from '../meter/signature-text.ts';
import { instanceProblem } from './instances.ts';
import { LIMITS } from './limits.ts';

export interface BoundProblem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  /** Full name of the type, `/` before the name of a nested one; empty: it is about all of it. */
  readonly type: string;
  /** Empty: it is about the type. */
  readonly method: string;
}

/** What is wrong with a metered assembly, if anything: the first that is found. @throws MeterError or RangeError for what is no assembly. */
export function boundProblem(image: Uint8Array): BoundProblem | undefined {
  const file = new PeFile(Buffer.from(image));
  const metadata = new Metadata(file.metadata);
  return countProblem(metadata) ?? methodProblem(file, metadata) ?? genericProblem(file, metadata);
}

const ALL = { type: '', method: '' } as const;
const SPLIT = 'split the contract into several';

function countProblem(metadata: Metadata): BoundProblem | undefined {
  const [types, methods] = [metadata.count(TABLE.typeDef), metadata.count(TABLE.methodDef)];
  if (types > LIMITS.types)
    return {
      ...ALL,
      code: 'ILW3003',
      message: `there are ${types} types, more than the ${LIMITS.types} that a contract may have`,
      hint: SPLIT,
    };
  if (methods > LIMITS.methods)
    return {
      ...ALL,
      code: 'ILW3003',
      message: `there are ${methods} methods, more than the ${LIMITS.methods} that a contract may have`,
      hint: SPLIT,
    };
  return undefined;
}

function methodProblem(file: PeFile, metadata: Metadata): BoundProblem | undefined {
  for (let method = 1; method <= metadata.count(TABLE.methodDef); method++) {
    const address = metadata.value(TABLE.methodDef, method, 0);
    if (address === 0) continue;
    const { il, locals } = readBody(file.bytes, file.offsetOf(address));
    const variables = parametersOf(metadata, method) + localsOf(metadata, locals);
    const where = whereOf(metadata, metadata.ownerOfMethod(method), method);
    const hint = 'split the method';
    if (il.length > LIMITS.code)
      return {
        ...where,
        code: 'ILW3004',
        message: `the method's code has ${il.length} bytes, more than the ${LIMITS.code} that it may have`,
        hint,
      };
    if (variables > LIMITS.variables)
      return {
        ...where,
        code: 'ILW3004',
        message: `the method has ${variables} variables and parameters, more than the ${LIMITS.variables} that it may have`,
        hint,
      };
  }
  return undefined;
}

function parametersOf(metadata: Metadata, method: number): number {
  const signature = metadata.blob(TABLE.methodDef, method, 4);
  const isGeneric = (signature.readUInt8(0) & 0x10) !== 0;
  return compressed(signature, isGeneric ? 1 + compressed(signature, 1).bytes : 1).length;
}

const localsOf = (metadata: Metadata, token: number): number =>
  token === 0 ? 0 : compressed(metadata.blob(TABLE.standAloneSig, token & 0xffffff, 0), 1).length;

function genericProblem(file: PeFile, metadata: Metadata): BoundProblem | undefined {
  const problem = instanceProblem(file, metadata);
  if (problem === undefined) return undefined;
  const where = whereOf(metadata, problem.type, problem.method);
  switch (problem.kind) {
    case 'growing':
      return {
        ...where,
        code: 'ILW3005',
        message: `a type is made here of more than ${LIMITS.typeParts} types, or of more each time`,
        hint: 'give no generic a type that is made of its own type parameter: declare a class or record for it',
      };
    case 'too many':
      return {
        ...where,
        code: 'ILW3005',
        message: `generics are used with more than ${LIMITS.instances} combinations of types`,
        hint: 'use fewer type parameters: pass an object of a class or an interface',
      };
    case 'too large':
      return {
        ...where,
        code: 'ILW3006',
        message: `a value here takes more than ${LIMITS.valueBytes} bytes`,
        hint: 'values are copied with every use: make it a class or a record',
      };
  }
}

const whereOf = (
  metadata: Metadata,
  type: number,
  method: number,
): { readonly type: string; readonly method: string } => ({
  type: typeText(metadata, { table: TABLE.typeDef, row: type }),
  method: method === 0 ? '' : metadata.text(TABLE.methodDef, method, 3),
});
