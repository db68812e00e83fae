/** What to do about messages of asc that people meet who know TypeScript. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [/closures/i, 'AssemblyScript has no closures: pass what the function needs as parameters'],
  [/Cannot find name 'any'/, 'AssemblyScript has no "any": say the type'],
  [/Cannot find name 'number'/, 'say which number: u8 to u64, i8 to i64, U256 or I256'],
  [/Cannot find name 'boolean'/, 'the type is called bool'],
  [/Cannot find name 'undefined'/, 'AssemblyScript has no undefined: use null, or a value of its own'],
  [/Cannot find name 'console'/, 'import it from "interleave"; it has log(text)'],
  [
    /Cannot find name '(U256|I256|Address|Bytes\d*|msg|block|tx|self|Contract|Value|Mapping|StorageArray|StorageString|StorageBytes|Counter|Interface|emit|require|revert|keccak256)'/,
    'import it from "interleave"',
  ],
  [/Type '.*' is not assignable to type '(U256|.*\/U256)'/, 'make a number of 256 bits of it: U256.from(..)'],
  [/Exceptions/i, 'a contract cannot catch: use the try form of an interface (tryTransfer) or call()'],
  [/union types/i, 'AssemblyScript has no union types, but "| null": use one type, or a function for each'],
  [/^Type expected/, 'say the type: of every parameter, and what a function returns, if only ": void"'],
  [/Function implementation is missing/, 'a function without a body is written: abstract name(..): type;'],
];

export const hintFor = (message: string): string | undefined => HINTS.find(([pattern]) => pattern.test(message))?.[1];

/** Types as people write them, not by the files in which they are. */
export const plainMessage = (message: string): string =>
  message
    .replace(/^User-defined: '(.*)'$/, '$1')
    .replaceAll(/~lib\/string\/String\b/g, 'string')
    .replaceAll(/(?:~lib|sdk|w)\/[\w./-]*\/(\w+)/g, '$1')
    .replaceAll(/'w\/([^']*)'/g, "'$1'");

/** What a contract cannot have, by the import that asc makes of it, and how it is written. */
const UNAVAILABLE: readonly (readonly [RegExp, RegExp, string])[] = [
  [/env\.seed/, /Math\.random/, 'there is no randomness in a contract: block.prevrandao comes nearest'],
  [/env\.Date/, /\bDate\b/, 'there is no clock in a contract: use block.timestamp (seconds)'],
  [/env\.console/, /\bconsole\b/, 'import { console } from "interleave"; it has log(text)'],
  [/env\.trace/, /\btrace\s*\(/, 'write console.log(text), with console from "interleave"'],
  [/env\.process|wasi/, /\bprocess\b/, 'a contract has no process around it'],
];

export function unavailable(problem: string): { readonly pattern: RegExp; readonly message: string } | undefined {
  const found = UNAVAILABLE.find(([name]) => name.test(problem));
  return found && { pattern: found[1], message: found[2] };
}
