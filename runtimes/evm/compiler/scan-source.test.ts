import { expect, test } from 'vitest';
import { scanSource } from './scan-source.ts';

const imports = (text: string): string[] => scanSource(text).imports.map(({ path }) => path);
const ranges = (text: string): string[] => scanSource(text).pragmas.map(({ range }) => range);

test('all forms of import', () => {
  const text = `
    import "./a.sol"; import './b.sol' as B;
    import * as C from "c/c.sol";
    import {D, E as F} from "@d/e/d.sol"; import /* "no.sol" */ {
      G } // 'nor.sol'
      from "g.sol";`;
  expect(imports(text)).toEqual(['./a.sol', './b.sol', 'c/c.sol', '@d/e/d.sol', 'g.sol']);
  const [first] = scanSource(text).imports;
  expect(text.slice(first?.at, first?.end)).toBe('"./a.sol"');
});

test('what only looks like an import or a pragma', () => {
  const text = `
    // import "x.sol";
    /* pragma solidity ^0.1.0; import "x.sol"; */
    string constant s = "import 'x.sol'; pragma solidity 1;";
    contract A { function f() public { string memory t = "}"; import("x.sol"); } }
    uint constant reimport = 1;
    pragma experimental ABIEncoderV2; pragma abicoder v2;
    import "y.sol";`;
  expect(imports(text)).toEqual(['y.sol']);
  expect(ranges(text)).toEqual([]);
});

test('version ranges as written, without comments', () => {
  const text = `pragma solidity >=0.4.22 /* old */ <0.9.0;
    pragma solidity =0.5.16; pragma solidity 0.5.0 - 0.6.0; pragma solidity ^0.7.0 || ^0.8;`;
  expect(ranges(text)).toEqual(['>=0.4.22 <0.9.0', '=0.5.16', '0.5.0 - 0.6.0', '^0.7.0 || ^0.8']);
});

test('text of any kind comes to an end', () => {
  for (const text of [
    '',
    'import',
    'import "x',
    'pragma solidity',
    '/* open',
    '"open',
    'import {',
    '}}}} import "a.sol";',
    '\\',
    "'\\",
  ]) {
    expect(() => scanSource(text)).not.toThrow();
  }
  expect(imports('}}}} import "a.sol";')).toEqual(['a.sol']);
  expect(imports(`"${'a'.repeat(3_000_000)}"; import "b.sol";${'('.repeat(1_000_000)}`)).toEqual(['b.sol']);
});
