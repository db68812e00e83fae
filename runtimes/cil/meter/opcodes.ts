/** The opcodes that the meter knows by name (ECMA-335, III). Two-byte ones have 0xfe before them. */
export const OP = {
  nop: 0x00,
  dup: 0x25,
  jmp: 0x27,
  call: 0x28,
  calli: 0x29,
  ret: 0x2a,
  brShort: 0x2b,
  bltUnShort: 0x37,
  br: 0x38,
  bltUn: 0x44,
  switch: 0x45,
  add: 0x58,
  sub: 0x59,
  mul: 0x5a,
  div: 0x5b,
  divUn: 0x5c,
  rem: 0x5d,
  remUn: 0x5e,
  convI8: 0x6a,
  callvirt: 0x6f,
  cpobj: 0x70,
  ldobj: 0x71,
  newobj: 0x73,
  castclass: 0x74,
  isinst: 0x75,
  unbox: 0x79,
  throw: 0x7a,
  ldsfld: 0x7e,
  stsfld: 0x80,
  stobj: 0x81,
  box: 0x8c,
  newarr: 0x8d,
  ldelema: 0x8f,
  ldelem: 0xa3,
  stelem: 0xa4,
  unboxAny: 0xa5,
  mulOvf: 0xd8,
  mulOvfUn: 0xd9,
  endfinally: 0xdc,
  leave: 0xdd,
  leaveShort: 0xde,
  pop: 0x26,
  brFalse: 0x39,
  ldcI4Zero: 0x16,
  ldcI4One: 0x17,
  ldcI4: 0x20,
  bgeShort: 0x2f,
  bleShort: 0x31,
  ldftn: 0xfe06,
  ldvirtftn: 0xfe07,
  ldloc: 0xfe0c,
  stloc: 0xfe0e,
  localloc: 0xfe0f,
  endfilter: 0xfe11,
  unaligned: 0xfe12,
  volatile: 0xfe13,
  tail: 0xfe14,
  initobj: 0xfe15,
  constrained: 0xfe16,
  cpblk: 0xfe17,
  initblk: 0xfe18,
  rethrow: 0xfe1a,
  sizeof: 0xfe1c,
  readonly: 0xfe1e,
} as const;

const ONE = new Set([0x0e, 0x0f, 0x10, 0x11, 0x12, 0x13, 0x1f, OP.unaligned]);
const TWO = new Set([0xfe09, 0xfe0a, 0xfe0b, OP.ldloc, 0xfe0d, OP.stloc]);
const EIGHT = new Set([0x21, 0x23]);
const FOUR = new Set([
  ...[
    OP.ldcI4,
    0x22,
    OP.jmp,
    OP.call,
    OP.calli,
    OP.callvirt,
    OP.cpobj,
    OP.ldobj,
    0x72,
    OP.newobj,
    OP.castclass,
    OP.isinst,
  ],
  ...[
    OP.unbox,
    0x7b,
    0x7c,
    0x7d,
    OP.ldsfld,
    0x7f,
    OP.stsfld,
    OP.stobj,
    OP.box,
    OP.newarr,
    OP.ldelema,
    OP.ldelem,
    OP.stelem,
  ],
  ...[OP.unboxAny, 0xc2, 0xc6, 0xd0, OP.ldftn, OP.ldvirtftn, OP.initobj, OP.constrained, OP.sizeof],
]);

/** Bytes of an operand that is no branch. */
export const operandSize = (op: number): number =>
  FOUR.has(op) ? 4 : ONE.has(op) ? 1 : TWO.has(op) ? 2 : EIGHT.has(op) ? 8 : 0;

export const isShortBranch = (op: number): boolean => (op >= OP.brShort && op <= OP.bltUnShort) || op === OP.leaveShort;
export const isBranch = (op: number): boolean =>
  isShortBranch(op) || (op >= OP.br && op <= OP.bltUn) || op === OP.leave;
/** The same branch with an operand of four bytes. */
export const longBranch = (op: number): number =>
  op === OP.leaveShort ? OP.leave : isShortBranch(op) ? op + (OP.br - OP.brShort) : op;
