import { U256 } from "interleave";

@struct export class Point { x: i64; y: U256; constructor(x: i64, y: U256) { this.x = x; this.y = y; } }
@struct export class Line { from: Point; name: string; weights: U256[] }
@struct class Inner { a: Line; b: u8 }
export { Inner as Named };
