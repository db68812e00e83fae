/** Words that cannot be identifiers in Solidity 0.8: keywords and reserved ones (Solidity documentation, "Solidity Grammar"). */
const sized = (stem: string, from: number, to: number, step: number): string[] =>
  Array.from({ length: (to - from) / step + 1 }, (_, i) => `${stem}${String(from + i * step)}`);

export const SOLIDITY_KEYWORDS: ReadonlySet<string> = new Set([
  ...`abstract address after alias anonymous apply as assembly auto bool break byte bytes calldata case catch constant
      constructor continue contract copyof default define delete do else emit enum event external fallback false final
      fixed for function hex if immutable implements import in indexed inline int interface internal is let library macro
      mapping match memory modifier mutable new null of override partial payable pragma private promise public pure
      receive reference relocatable return returns sealed sizeof static storage string struct supports switch this throw
      true try type typedef typeof ufixed uint unchecked unicode using var view virtual while
      days ether finney gwei hours minutes seconds szabo weeks wei years super`.split(/\s+/),
  ...sized('uint', 8, 256, 8),
  ...sized('int', 8, 256, 8),
  ...sized('bytes', 1, 32, 1),
]);

/** What a parameter of the same name would hide, or what will be a keyword; solc warns. */
export const SOLIDITY_BUILTINS: ReadonlySet<string> = new Set(
  `abi addmod assert at blobhash block blockhash ecrecover erc7201 error gasleft global keccak256 layout msg mulmod now
   require revert ripemd160 selfdestruct sha256 suicide transient tx`.split(/\s+/),
);
