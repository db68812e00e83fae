import { join } from 'node:path';
import { formatText } from '../../../compiling/format/formatter.ts';
import { formatRust } from '../rust/format-rust.ts';
import { createLightLanguage } from './light-language.ts';
import { scanAssemblyScript } from './scan-assemblyscript.ts';
import { scanRust } from './scan-rust.ts';

const SDKS = join(import.meta.dirname, '../../../../resources/sdk');

export const createRustLanguage = () =>
  createLightLanguage({
    isRust: true,
    scan: scanRust,
    extension: '.rs',
    sdk: join(SDKS, 'rust', 'src'),
    format: formatRust,
    keywords: [
      ...['as', 'break', 'const', 'continue', 'else', 'enum', 'false', 'fn', 'for', 'if', 'impl', 'in', 'let', 'loop'],
      ...['match', 'mod', 'mut', 'pub', 'ref', 'return', 'self', 'Self', 'static', 'struct', 'trait', 'true', 'type'],
      ...['use', 'where', 'while', 'u8', 'u16', 'u32', 'u64', 'u128', 'i64', 'i128', 'usize', 'bool', 'Option', 'Some'],
      ...['None', 'Result', 'Ok', 'Err'],
    ],
  });

export const createAssemblyScriptLanguage = () =>
  createLightLanguage({
    isRust: false,
    scan: scanAssemblyScript,
    extension: '.ts',
    sdk: join(SDKS, 'assemblyscript'),
    format: (text) => formatText('typescript', text),
    keywords: [
      ...[
        'as',
        'break',
        'case',
        'class',
        'const',
        'constructor',
        'continue',
        'default',
        'do',
        'else',
        'enum',
        'export',
      ],
      ...[
        'extends',
        'false',
        'for',
        'function',
        'if',
        'import',
        'let',
        'namespace',
        'new',
        'null',
        'private',
        'protected',
      ],
      ...[
        'return',
        'static',
        'super',
        'switch',
        'this',
        'throw',
        'true',
        'while',
        'i8',
        'i16',
        'i32',
        'i64',
        'u8',
        'u16',
      ],
      ...[
        'u32',
        'u64',
        'usize',
        'isize',
        'f32',
        'f64',
        'bool',
        'string',
        'void',
        'Array',
        'StaticArray',
        'Uint8Array',
        'Map',
      ],
    ],
  });
