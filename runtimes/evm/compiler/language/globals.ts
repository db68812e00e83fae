/** What Solidity brings itself: global variables and functions, members of elementary types, keywords. */
export interface GlobalMember {
  readonly name: string;
  /** As a declaration would read. */
  readonly declaration: string;
  readonly documentation: string;
  /** Type of its value, or of what it returns, where something may follow. */
  readonly gives: string;
}

const member = (declaration: string, documentation: string, gives = ''): GlobalMember => ({
  name: /([A-Za-z_]\w*)(?:\(|$)/.exec(declaration.replace(/ returns .*$/, ''))?.[1] ?? declaration,
  declaration,
  documentation,
  gives,
});

/** By the name before the dot. */
export const MEMBERS: Readonly<Record<string, readonly GlobalMember[]>> = {
  msg: [
    member('address msg.sender', 'Who has called this function: an account or a contract.', 'address'),
    member('uint256 msg.value', 'Wei sent along with the call.'),
    member('bytes calldata msg.data', 'The whole calldata.', 'bytes'),
    member('bytes4 msg.sig', 'The first four bytes of the calldata: the selector of the function.'),
  ],
  block: [
    member('uint256 block.timestamp', 'Time of the block, in seconds since 1970.'),
    member('uint256 block.number', 'Number of the block.'),
    member('address payable block.coinbase', 'Who gets the fees of the block.', 'address payable'),
    member('uint256 block.chainid', 'Id of the chain.'),
    member('uint256 block.basefee', 'Base fee of the block, in wei per gas.'),
    member('uint256 block.blobbasefee', 'Base fee of blobs in the block.'),
    member('uint256 block.gaslimit', 'Gas limit of the block.'),
    member('uint256 block.prevrandao', 'A random number of the block; in a scenario it comes from the seed.'),
    member('uint256 block.difficulty', 'Since the merge the same as block.prevrandao.'),
  ],
  tx: [
    member('address tx.origin', 'The account that signed the transaction; not for authorisation.', 'address'),
    member('uint256 tx.gasprice', 'Gas price of the transaction.'),
  ],
  abi: [
    member('abi.encode(...) returns (bytes memory)', 'The arguments, encoded by the ABI.', 'bytes'),
    member(
      'abi.encodePacked(...) returns (bytes memory)',
      'The arguments, packed without padding. Two dynamic arguments may collide.',
      'bytes',
    ),
    member(
      'abi.encodeWithSelector(bytes4 selector, ...) returns (bytes memory)',
      'Calldata of a call by selector.',
      'bytes',
    ),
    member(
      'abi.encodeWithSignature(string memory signature, ...) returns (bytes memory)',
      'Calldata of a call by signature, such as "transfer(address,uint256)".',
      'bytes',
    ),
    member(
      'abi.encodeCall(function pointer, (...)) returns (bytes memory)',
      'Calldata of a call; the arguments are checked against the function.',
      'bytes',
    ),
    member('abi.decode(bytes memory data, (...)) returns (...)', 'What was encoded by the ABI, by the given types.'),
  ],
  address: [
    member('uint256 balance', 'Wei held.'),
    member('bytes memory code', 'Its code; empty for an account.', 'bytes'),
    member('bytes32 codehash', 'Keccak-256 of its code.'),
    member(
      'call(bytes memory data) returns (bool success, bytes memory result)',
      'A call with any calldata. Does not revert by itself: look at success.',
    ),
    member(
      'delegatecall(bytes memory data) returns (bool success, bytes memory result)',
      'Runs its code on the storage of this contract.',
    ),
    member(
      'staticcall(bytes memory data) returns (bool success, bytes memory result)',
      'A call that may change nothing.',
    ),
  ],
  'address payable': [
    member('transfer(uint256 amount)', 'Sends wei with 2,300 gas; reverts where that fails.'),
    member('send(uint256 amount) returns (bool)', 'Sends wei with 2,300 gas; false where that fails.'),
  ],
  array: [member('uint256 length', 'Number of elements.')],
  dynamicArray: [
    member('push(element)', 'Appends an element; of storage only.'),
    member('pop()', 'Removes the last element; of storage only.'),
  ],
  stringName: [member('string.concat(...) returns (string memory)', 'One text of several.', 'string')],
  bytesName: [member('bytes.concat(...) returns (bytes memory)', 'One array of bytes of several.', 'bytes')],
  integerMeta: [member('min', 'Smallest value of the type.'), member('max', 'Largest value of the type.')],
  contractMeta: [
    member('string name', 'Name of the contract.', 'string'),
    member('bytes memory creationCode', 'Code that deploys it.', 'bytes'),
    member('bytes memory runtimeCode', 'Its code once it is deployed.', 'bytes'),
  ],
  interfaceMeta: [member('bytes4 interfaceId', 'ERC-165 id: the selectors of its functions, combined.')],
  function: [
    member('bytes4 selector', 'First four bytes of the hash of its signature.'),
    member('address address', 'Whose function it is.', 'address'),
  ],
  valueTypeName: [
    member('wrap(value)', 'A value of the type from the type below it.'),
    member('unwrap(value)', 'The value of the type below.'),
  ],
};

export const FUNCTIONS: readonly GlobalMember[] = [
  member('require(bool condition, string memory message)', 'Reverts with the message unless the condition holds.'),
  member('assert(bool condition)', 'Panics unless the condition holds: for what can never be.'),
  member('revert(string memory message)', 'Reverts with the message.'),
  member('keccak256(bytes memory data) returns (bytes32)', 'Keccak-256 hash.'),
  member('sha256(bytes memory data) returns (bytes32)', 'SHA-256 hash.'),
  member('ripemd160(bytes memory data) returns (bytes20)', 'RIPEMD-160 hash.'),
  member(
    'ecrecover(bytes32 hash, uint8 v, bytes32 r, bytes32 s) returns (address)',
    'Who signed the hash; zero for a signature that is none.',
    'address',
  ),
  member('addmod(uint256 x, uint256 y, uint256 k) returns (uint256)', '(x + y) % k, without overflow.'),
  member('mulmod(uint256 x, uint256 y, uint256 k) returns (uint256)', '(x * y) % k, without overflow.'),
  member('blockhash(uint256 number) returns (bytes32)', 'Hash of one of the last 256 blocks; zero for others.'),
  member('gasleft() returns (uint256)', 'Gas that is left.'),
  member('selfdestruct(address payable recipient)', 'Sends all wei away; deprecated.'),
  member('type(T)', 'What is known of a type: min and max of integers, code and id of contracts.'),
];

export const VARIABLES = ['msg', 'block', 'tx', 'abi'] as const;

export const TYPES: readonly string[] = [
  ...['address', 'bool', 'string', 'bytes', 'uint256', 'int256', 'bytes32', 'bytes4', 'uint8', 'uint16', 'uint32'],
  ...['uint64', 'uint96', 'uint128', 'uint160', 'uint', 'int', 'int128', 'int64', 'bytes1', 'bytes20', 'mapping'],
];

export const KEYWORDS: readonly string[] = [
  ...['abstract', 'anonymous', 'assembly', 'break', 'calldata', 'catch', 'constant', 'constructor', 'continue'],
  ...['contract', 'delete', 'do', 'else', 'emit', 'enum', 'error', 'event', 'external', 'fallback', 'false', 'for'],
  ...['function', 'if', 'immutable', 'import', 'indexed', 'interface', 'internal', 'is', 'library', 'memory'],
  ...['modifier', 'new', 'override', 'payable', 'pragma', 'private', 'public', 'pure', 'receive', 'return', 'returns'],
  ...['storage', 'struct', 'super', 'this', 'transient', 'true', 'try', 'unchecked', 'using', 'view', 'virtual'],
  ...['while', 'ether', 'gwei', 'wei', 'seconds', 'minutes', 'hours', 'days', 'weeks'],
];
