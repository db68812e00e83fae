// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

// Says what its variables are, each by the expression that a debugger would be asked for. See solidity-variables.test.ts.

event U(string name, uint256 value);
event I(string name, int256 value);
event A(string name, address value);
event T(string name, bool value);
event S(string name, string value);
event B(string name, bytes value);
event Y(string name, bytes32 value);

type Price is uint128;
enum Kind { Plain, Fancy, Odd }

struct Inner { uint8 small; string text; uint16[3] fixedList; }
struct Row { uint64 a; int128 b; Inner inner; uint256[] list; address who; bool flag; Kind kind; }

library Rows {
    function grow(Row storage row, uint256 by) internal returns (uint256 sum) {
        emit U("row.a", row.a);
        for (uint256 i = 0; i < by; i++) {
            row.list.push(i * 7);
            sum += row.list[i];
            emit U("sum", sum);
            emit U("row.list.length", row.list.length);
            emit U("row.list[0]", row.list[0]);
        }
        Inner storage inner = row.inner;
        inner.text = "a text that is longer than the thirty-one bytes that fit";
        emit S("inner.text", inner.text);
        emit S("row.inner.text", row.inner.text);
        inner.fixedList[2] = 513;
        emit U("inner.fixedList[2]", inner.fixedList[2]);
    }
}

function twice(uint256 value) pure returns (uint256) { return value * 2; }

function log2(uint256 value) returns (uint256 bits) {
    while (value > 1) {
        uint256 half = value / 2;
        value = half;
        bits++;
        emit U("half", half);
        emit U("bits", bits);
        emit U("value", value);
    }
}

abstract contract Ground {
    uint256 private secret = 11;
    string internal title;
    uint256 internal immutable born;
    uint256 public constant LIMIT = 3 * 1 ether / 2;
    bytes32 internal constant ROLE = keccak256("ROLE");
    string internal constant WORD = "word";

    constructor(string memory title_, uint256 born_) twiceOnly(born_ + 1) {
        uint256 local = born_ * 3;
        emit S("title_", title_);
        emit U("born_", born_);
        emit U("local", local);
        title = title_;
        born = born_;
        emit U("born", born_);
        emit S("title", title);
    }

    modifier twiceOnly(uint256 lim) {
        uint256 seen = lim * 2;
        emit U("lim", lim);
        emit U("seen", seen);
        {
            uint256 within = seen + 1;
            emit U("within", within);
        }
        _;
        uint256 later = seen + lim;
        emit U("later", later);
        emit U("seen", seen);
    }

    modifier guarded(string memory why) virtual {
        uint256 never = 0;
        _;
        emit U("never", never);
    }

    function base(uint256 x) internal virtual returns (uint256) {
        uint256 low = x + secret;
        emit U("low", low);
        emit U("secret", secret);
        return low;
    }
}

contract Locals is Ground {
    using Rows for Row;

    uint8 internal p1 = 200;
    int16 internal p2 = -5;
    bool internal p3 = true;
    address internal p4;
    Kind internal p5 = Kind.Odd;
    bytes4 internal p6 = 0xdeadbeef;
    Price internal price = Price.wrap(77);
    mapping(address => uint256) internal balances;
    mapping(address => mapping(uint256 => Row)) internal rows;
    mapping(string => uint256) internal byName;
    mapping(Kind => int256) internal byKind;
    uint64[] internal packed;
    uint256[][] internal grid;
    Row internal single;
    uint24[5] internal fives;
    bytes internal blob;
    Locals internal self;

    constructor(uint256 n) payable Ground("titled", n + 1) {
        uint256 own = n * 5;
        emit U("own", own);
        emit U("n", n);
        p4 = msg.sender;
        emit A("p4", p4);
        (uint256 a, uint256 b) = this_(own);
        emit U("a", a);
        emit U("b", b);
    }

    function this_(uint256 q) private returns (uint256, uint256) {
        emit U("q", q);
        return (q + 1, q + 2);
    }

    modifier guarded(string memory why) override {
        bytes memory raw = bytes(why);
        emit S("why", why);
        emit B("raw", raw);
        if (raw.length > 100) { _; } else { uint256 extra = raw.length; emit U("extra", extra); _; emit U("extra", extra); }
    }

    function base(uint256 x) internal override returns (uint256) {
        uint256 up = super.base(x + 1);
        emit U("up", up);
        emit U("x", x);
        return up * 2;
    }

    function scopes(uint256 n, uint256, int8 small) external twiceOnly(n) guarded("because") returns (uint256 total, bool, int256 last) {
        emit U("n", n);
        emit I("small", small);
        uint256 first = n + 1;
        {
            uint256 first2 = first * 2;
            uint256 third = first2 + first;
            emit U("first2", first2);
            emit U("third", third);
        }
        uint256 second = twice(first);
        emit U("second", second);
        for (uint256 i = 0; i < 3; i++) {
            uint256 square = i * i;
            if (i == 1) continue;
            for (uint256 j = i; j < 3; ++j) {
                int256 product = int256(i) * -int256(j);
                emit I("product", product);
                emit U("j", j);
                if (j == 2) break;
            }
            emit U("i", i);
            emit U("square", square);
            total += square;
        }
        do {
            uint256 down = --second;
            emit U("down", down);
        } while (second > first);
        unchecked {
            uint256 wrapped = uint256(0) - 1;
            emit U("wrapped", wrapped);
        }
        last = -int256(log2(n + 20));
        emit I("last", last);
        emit U("total", total);
        total = base(total);
        emit U("total", total);
        emit U("factorial(n)", factorial(n));
        return (total, true, last);
    }

    function paths(string memory why) external guarded(why) returns (uint256 r) {
        uint256 here = bytes(why).length;
        emit U("here", here);
        r = here + 1;
        emit U("r", r);
    }

    function factorial(uint256 n) internal returns (uint256 f) {
        if (n < 2) return 1;
        uint256 before = n - 1;
        f = factorial(before);
        emit U("f", f);
        emit U("before", before);
        f *= n;
        emit U("f", f);
        emit U("n", n);
    }

    function tuples(uint256 n) external {
        (uint256 a, , int256 c) = three(n);
        (, uint256 b) = two(a);
        emit U("a", a);
        emit I("c", c);
        emit U("b", b);
        (a, b) = (b, a);
        emit U("a", a);
        emit U("b", b);
        (bool ok, bytes memory out) = address(this).staticcall(abi.encodeCall(this.echo, (n)));
        emit T("ok", ok);
        emit B("out", out);
    }

    function three(uint256 n) internal pure returns (uint256, uint256 mid, int256) { mid = n; return (n + 1, mid, -int256(n)); }
    function two(uint256 n) internal pure returns (uint256 x, uint256 y) { x = n; y = n + 9; }
    function echo(uint256 n) external pure returns (uint256) { return n; }

    function yul(uint256 n) external returns (uint256 out) {
        uint256 before = n + 3;
        assembly {
            function both(p, q) -> sum, diff {
                let t := add(p, q)
                sum := t
                diff := sub(p, q)
                mstore(0x00, 0x20)
            }
            let a, b := both(before, n)
            for { let i := 0 } lt(i, 2) { i := add(i, 1) } {
                let c := mul(i, a)
                switch c
                case 0 { let d := add(c, b) out := add(out, d) }
                default { let e := mul(c, 2) out := add(out, e) }
            }
            if a { let f := add(a, out) out := f }
        }
        uint256 past = out + before;
        emit U("out", out);
        emit U("past", past);
    }

    function stores(uint256 n, address who) external returns (uint256 sum) {
        emit U("p1", p1);
        emit I("p2", p2);
        emit T("p3", p3);
        emit U("p5", uint256(p5));
        emit Y("p6", p6);
        emit U("price", Price.unwrap(price));
        balances[who] = n;
        emit U("balances[who]", balances[who]);
        Row storage row = rows[who][n];
        row.a = 5;
        row.b = -6;
        row.flag = true;
        row.kind = Kind.Fancy;
        row.who = who;
        sum = row.grow(n);
        emit I("row.b", row.b);
        emit A("row.who", row.who);
        emit T("row.flag", row.flag);
        emit U("row.kind", uint256(row.kind));
        emit U("rows[who][n].list[1]", rows[who][n].list[1]);
        emit U("rows[who][n].a", rows[who][n].a);
        byName["some key"] = 8;
        emit U("byName[\"some key\"]", byName["some key"]);
        byKind[Kind.Fancy] = -4;
        emit I("byKind[1]", byKind[Kind.Fancy]);
        for (uint64 i = 0; i < 6; i++) packed.push(i * 1000);
        emit U("packed[5]", packed[5]);
        emit U("packed.length", packed.length);
        grid.push();
        grid[0].push(3);
        grid[0].push(4);
        emit U("grid[0][1]", grid[0][1]);
        single.inner.text = "short";
        emit S("single.inner.text", single.inner.text);
        single.inner.small = 250;
        emit U("single.inner.small", single.inner.small);
        fives[4] = 70000;
        emit U("fives[4]", fives[4]);
        blob = hex"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff0011";
        emit B("blob", blob);
        self = this;
        emit A("self", address(self));
        emit U("LIMIT", LIMIT);
        emit Y("ROLE", ROLE);
        emit S("WORD", WORD);
        emit U("born", born);
        uint256[] storage column = grid[0];
        emit U("column[0]", column[0]);
        mapping(uint256 => Row) storage byId = rows[who];
        emit U("byId[n].a", byId[n].a);
    }

    fallback(bytes calldata input) external payable returns (bytes memory output) {
        uint256 size = input.length;
        emit U("size", size);
        emit B("input", input);
        output = bytes.concat(input, hex"ff");
        emit B("output", output);
    }

    receive() external payable {
        uint256 doubled = msg.value * 2;
        emit U("doubled", doubled);
        emit U("msg.value", msg.value);
    }
}

contract Places {
    modifier guarded(string memory why) {
        uint256 size = bytes(why).length;
        emit U("size", size);
        _;
        emit S("why", why);
    }

    function echo(uint256 n) external pure returns (uint256) {
        return n;
    }

    function memories(uint256 n, string memory name) public returns (Row memory row) {
        row.a = uint64(n);
        emit U("row.a", row.a);
        row.b = -int128(int256(n));
        row.inner = Inner(7, name, [uint16(1), 2, 3]);
        row.list = new uint256[](n);
        row.list[n - 1] = 99;
        row.who = msg.sender;
        row.flag = true;
        row.kind = Kind.Fancy;
        emit I("row.b", row.b);
        emit S("row.inner.text", row.inner.text);
        emit U("row.inner.small", row.inner.small);
        emit U("row.inner.fixedList[1]", row.inner.fixedList[1]);
        emit U("row.list.length", row.list.length);
        emit U("row.list[2]", row.list[2]);
        emit A("row.who", row.who);
        emit T("row.flag", row.flag);
        emit U("row.kind", uint256(row.kind));
        {
        bytes32[2] memory pair = [bytes32("left"), bytes32("right")];
        emit Y("pair[1]", pair[1]);
        }
        {
        uint256[][] memory rag = new uint256[][](2);
        rag[1] = new uint256[](3);
        rag[1][2] = 5;
        emit U("rag[1][2]", rag[1][2]);
        emit U("rag[1].length", rag[1].length);
        }
        {
        string[] memory words = new string[](2);
        words[1] = string.concat(name, "!");
        emit S("words[1]", words[1]);
        emit S("name", name);
        }
        {
        bytes4 tag = msg.sig;
        emit Y("tag", tag);
        address payable target = payable(msg.sender);
        emit A("target", target);
        Places that = this;
        emit A("that", address(that));
        Price cost = Price.wrap(uint128(n * 3));
        emit U("cost", Price.unwrap(cost));
        }
        {
        function (uint256) external pure returns (uint256) far = this.echo;
        uint256 got = far(n);
        emit U("got", got);
        function (uint256) pure returns (uint256) near = twice;
        uint256 gotten = near(got);
        emit U("gotten", gotten);
        }
    }

    function calls(uint256[] calldata list, string calldata text, Inner calldata inner)
        external
        guarded(text)
        returns (uint256 sum)
    {
        for (uint256 i; i < list.length; ++i) {
            sum += list[i];
            emit U("sum", sum);
            emit U("i", i);
        }
        emit U("list.length", list.length);
        emit U("list[1]", list[1]);
        emit S("text", text);
        emit S("inner.text", inner.text);
        emit U("inner.fixedList[2]", inner.fixedList[2]);
        uint256[] calldata rest = list[1:];
        emit U("rest.length", rest.length);
        emit U("rest[0]", rest[0]);
    }

    function tangled(Row[] calldata many, uint8[2][] calldata pairs, bytes calldata data) external {
        emit U("many.length", many.length);
        emit U("many[1].a", many[1].a);
        emit S("many[1].inner.text", many[1].inner.text);
        emit U("many[1].list[1]", many[1].list[1]);
        emit A("many[0].who", many[0].who);
        emit U("pairs[1][0]", pairs[1][0]);
        emit B("data", data);
        bytes calldata cut = data[2:5];
        emit B("cut", cut);
        Row calldata chosen = many[1];
        emit I("chosen.b", chosen.b);
    }

    function tries(uint256 n) external returns (uint256 seen) {
        try this.give(n) returns (uint256 x, string memory y, uint256[] memory z) {
            uint256 after_ = x + 1;
            emit U("x", x);
            emit S("y", y);
            emit U("z[0]", z[0]);
            emit U("after_", after_);
            seen = after_;
        } catch Error(string memory reason) {
            emit S("reason", reason);
            uint256 size = bytes(reason).length;
            emit U("size", size);
        } catch Panic(uint256 code) {
            emit U("code", code);
        } catch (bytes memory low) {
            emit B("low", low);
        }
        uint256 end = seen + n;
        emit U("end", end);
    }

    error Custom(uint256 n);
    function give(uint256 n) external pure returns (uint256, string memory, uint256[] memory list) {
        require(n != 1, "one is not given");
        if (n == 2) revert Custom(n);
        if (n == 3) assert(n == 4);
        list = new uint256[](1);
        list[0] = n * 10;
        return (n, "given", list);
    }
}
